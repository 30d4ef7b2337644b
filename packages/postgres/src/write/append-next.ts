import {
  headAfter,
  type PolicyHead,
  type StoredVersion,
  type VersionWrite,
  type WriteOutcome,
} from '@policytrail/core';
import { versionValues } from '@policytrail/core/sql';
import { type Connection, withinPatience } from '../driver/connection.js';
import { verdictOf } from '../driver/errors.js';
import type { Query, Session } from '../driver/session.js';
import type { Ending } from '../driver/transaction.js';
import { changedPaths } from './batch/insert-pending.js';

/**
 * Appends one version by one statement, a transaction by itself, on the head that this store saw last. Undefined, with nothing stored, where that
 * does not do, for whatever reason: it is appended with the head locked then, and the reason is told there.
 */
export async function appendNext(
  connection: Connection,
  session: Session,
  write: VersionWrite,
): Promise<Ending<readonly WriteOutcome[]> | undefined> {
  const { heads } = connection;
  const head = heads.find(write.policyId);
  const version = head && decideOn(head, write);
  if (head === undefined || version === undefined) return undefined;
  // Until it is seen again.
  heads.forget(write.policyId);
  const result: readonly WriteOutcome[] = [{ kind: 'version', status: 'appended', version }];
  const { statement, values } = insertOn(connection, head, version);
  try {
    const { rowCount } = await session.query(statement, values, withinPatience(connection));
    if (rowCount !== 1) return undefined;
  } catch (cause) {
    // What the server refuses it has rolled back.
    return verdictOf(cause) === 'lost' ? { status: 'in_doubt', result, cause } : undefined;
  }
  const next = headAfter(head, version);
  if (next !== undefined) heads.keep(next);
  return { status: 'committed', result };
}

// It may be an old head: what is thrown or declined on it says nothing.
function decideOn(head: PolicyHead, { policyId, requestId, decide }: VersionWrite): StoredVersion | undefined {
  try {
    const version = decide(head);
    return version?.policyId === policyId && version.requestId === requestId ? version : undefined;
  } catch {
    return undefined;
  }
}

function insertOn({ channel, write }: Connection, { latest }: PolicyHead, version: StoredVersion): Query {
  const values = [...versionValues(version), latest.policyId, latest.version, latest.hash, changedPaths(version)];
  return channel === null
    ? { statement: write.appendNext, values }
    : { statement: write.appendNextTelling, values: [...values, channel] };
}
