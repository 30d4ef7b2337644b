import type { Database } from '../database/tables.js';
import { reading, startWriting } from '../database/transaction.js';
import { listPolicyIds } from '../read/policies.js';
import { readLatest, readSealedHead } from '../read/versions.js';
import { type Finding, failed, ok, warning } from './finding.js';

// How many findings a message names.
const mostNamed = 5;

/** Whether the browser takes the durability that is asked for, read back. */
export async function durabilityFinding(database: Database): Promise<Finding> {
  const transaction = startWriting(database);
  const { durability } = transaction;
  transaction.abort();
  if (durability === 'strict') return ok('a write is on disk when it is acknowledged (durability strict)');
  return failed(`durability ${durability ?? 'unknown'}: a power loss can lose acknowledged versions, strict is needed`);
}

/** Whether each head says the newest version. */
export async function headsFinding(database: Database): Promise<Finding> {
  const wrong = await reading(database, async (transaction) => {
    const found: string[] = [];
    for (const policyId of await listPolicyIds(transaction)) {
      const [latest, sealed] = await Promise.all([
        readLatest(transaction, policyId),
        readSealedHead(transaction, policyId),
      ]);
      if (latest?.version !== sealed?.version || latest?.hash !== sealed?.hash) found.push(`\`${policyId}\``);
    }
    return found;
  });
  if (wrong.length === 0) return ok('every head says its newest version');
  const more = wrong.length > mostNamed ? ' and more' : '';
  return failed(`the head does not say the newest version of ${wrong.slice(0, mostNamed).join(', ')}${more}`);
}

/** Whether something was erased: what the browser's own files still hold of it nobody can see from here. */
export async function erasureFinding(database: Database): Promise<Finding> {
  const erased = await reading(database, (transaction) => transaction.objectStore('erasures').count());
  if (erased === 0) return ok('nothing was erased');
  return warning(
    `${erased} evaluations were erased from the database; the browser's files may hold them until it next tidies up`,
  );
}
