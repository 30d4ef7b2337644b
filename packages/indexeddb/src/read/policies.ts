import type { PolicyPage, PolicyQuery, PolicySummary } from '@policytrail/core';
import { type Reading, type TableName, tableNames } from '../database/tables.js';
import { together } from '../database/transaction.js';
import { orderKey, textOfKey } from '../keys/order-key.js';
import { afterAll, type Bound, between } from '../keys/range.js';
import { versionKey } from '../keys/row-key.js';
import { readLatest } from './versions.js';

/** One page of policies in code point order, which is the order of the keys. */
export async function listPolicies(transaction: Reading, query: PolicyQuery): Promise<PolicyPage> {
  const heads = transaction.objectStore('heads');
  const stretches = stretchesOf(query);
  const counts = await Promise.all(
    stretches.map(({ lower, upper }) => countBetween(lower, upper, (range) => heads.count(range))),
  );
  const keys: string[] = [];
  for (const { lower, upper } of stretches) {
    const range = between(laterOf(lower, query.after), upper);
    const left = query.limit - keys.length;
    if (range !== undefined && left > 0) keys.push(...(await heads.getAllKeys(range, left)).map(([policy]) => policy));
  }
  const policies = await Promise.all(keys.map((key) => summaryOf(transaction, textOfKey(key))));
  return {
    policies: policies.filter((policy) => policy !== undefined),
    total: counts.reduce((sum, count) => sum + count, 0),
  };
}

/** Every policy id that any table knows, in code point order. */
export async function listPolicyIds(transaction: Reading): Promise<readonly string[]> {
  const known = await Promise.all(tableNames.map((table) => policiesIn(transaction, table)));
  return [...new Set(known.flat())].sort().map(textOfKey);
}

interface Stretch {
  readonly lower: Bound;
  readonly upper: Bound;
}

const internal = '~';
// Text that begins with `~` comes before it, and no other text in between.
const afterInternal = '\u007f';
// No character begins with this unit: it stands for the second half of one.
const lastUnit = '\uffff';

/** What a query asks for, whatever the page: one stretch of keys, or two with the internal policies between them. */
function stretchesOf({ prefix = '', includeInternal }: PolicyQuery): readonly Stretch[] {
  const lower = { key: [orderKey(prefix)] };
  const upper = { key: [orderKey(prefix) + lastUnit] };
  if (includeInternal) return [{ lower, upper }];
  if (prefix.startsWith(internal)) return [];
  if (prefix !== '') return [{ lower, upper }];
  return [
    { lower, upper: { key: [internal], isOpen: true } },
    { lower: { key: [afterInternal] }, upper },
  ];
}

function laterOf(lower: Bound, after: string | undefined): Bound {
  if (after === undefined) return lower;
  const key = [orderKey(after)];
  return indexedDB.cmp(key, lower.key) >= 0 ? { key, isOpen: true } : lower;
}

async function countBetween(
  lower: Bound,
  upper: Bound,
  count: (range: IDBKeyRange) => Promise<number>,
): Promise<number> {
  const range = between(lower, upper);
  return range === undefined ? 0 : count(range);
}

async function summaryOf(transaction: Reading, policyId: string): Promise<PolicySummary | undefined> {
  const [first, latest] = await together([
    () => transaction.objectStore('versions').get(versionKey(policyId, 1)),
    () => readLatest(transaction, policyId),
  ]);
  if (first === undefined || latest === undefined) return undefined;
  const { version: head, createdAt: changedAt, title } = latest;
  return { policyId, head, createdAt: first.createdAt, changedAt, title };
}

// Jumps from one policy to the next, so that many rows of few policies cost little.
async function policiesIn(transaction: Reading, table: TableName): Promise<readonly string[]> {
  const policies: string[] = [];
  let place = await transaction.objectStore(table).openKeyCursor();
  while (place !== null) {
    const [policy] = place.key;
    policies.push(policy);
    place = await place.continue(afterAll([policy]) as never);
  }
  return policies;
}
