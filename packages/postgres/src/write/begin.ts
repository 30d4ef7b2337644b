import type { PinWrite, SealedHead, VersionWrite, Write } from '@policytrail/core';
import { toPin, toWholeEvaluation } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { Session } from '../driver/session.js';
import { readKnown } from '../read/versions.js';
import { type Batch, type HeadInBatch, keyOf } from './batch.js';

type LockedHead = SealedHead & { readonly policy_id: string };

/** Locks the heads of the policies that are written to, and reads all that the writes have to know. */
export async function beginBatch(connection: Connection, session: Session, writes: readonly Write[]): Promise<Batch> {
  const locked = await lockHeads(connection, session, writes);
  const batch: Batch = {
    connection,
    session,
    writes,
    outcomes: [],
    heads: new Map(),
    requests: new Map(),
    pins: new Map(),
    evaluations: new Map(),
    pending: { versions: [], pins: [], evaluations: [] },
  };
  await readVersionsOf(batch, locked);
  await readPinsOf(batch);
  await readEvaluationsOf(batch);
  return batch;
}

/** The head rows, by policy. An evaluation alone locks nothing: it is sealed, not chained. */
async function lockHeads(
  { write }: Connection,
  session: Session,
  writes: readonly Write[],
): Promise<readonly LockedHead[]> {
  const policyIds = new Set(writes.filter(({ kind }) => kind !== 'evaluation').map(({ policyId }) => policyId));
  if (policyIds.size === 0) return [];
  const { rows } = await session.query(write.lockHeads, [[...policyIds]]);
  const found = rows as readonly LockedHead[];
  for (const { policy_id } of found) policyIds.delete(policy_id);
  // Only what makes a policy needs a row to lock where there is none.
  const making = writes.filter(({ kind, policyId }) => kind === 'version' && policyIds.has(policyId));
  if (making.length === 0) return found;
  const made = [...new Set(making.map(({ policyId }) => policyId))];
  await session.query(write.makeHeads, [made]);
  return [...found, ...((await session.query(write.lockHeads, [made])).rows as readonly LockedHead[])];
}

async function readVersionsOf(batch: Batch, locked: readonly LockedHead[]): Promise<void> {
  const { session, connection, writes, heads, requests } = batch;
  const versionWrites = writes.filter((write): write is VersionWrite => write.kind === 'version');
  const needing = writes.filter(({ kind }) => kind === 'version' || kind === 'pin');
  if (needing.length === 0) return;
  const policyIds = [...new Set(needing.map(({ policyId }) => policyId))];
  const known = await readKnown(session, connection.read, { policyIds, requests: versionWrites });
  for (const version of known.requests) requests.set(keyOf(version.policyId, version.requestId), version);
  const sealed = new Map(locked.map(({ policy_id, version, hash }) => [policy_id, { version: Number(version), hash }]));
  for (const policyId of policyIds) {
    const head = known.heads.get(policyId);
    const entry: HeadInBatch = { sealed: sealed.get(policyId) ?? noHead, before: head, head };
    heads.set(policyId, entry);
  }
}

async function readPinsOf({ session, connection, writes, pins }: Batch): Promise<void> {
  const asked = writes.filter((write): write is PinWrite => write.kind === 'pin');
  if (asked.length === 0) return;
  const { rows } = await session.query(connection.write.pins, [
    asked.map(({ policyId }) => policyId),
    asked.map(({ subject }) => subject.type),
    asked.map(({ subject }) => subject.id),
    asked.map(({ subject }) => subject.version),
  ]);
  for (const pin of rows.map(toPin)) {
    const { type, id, version } = pin.subject;
    pins.set(keyOf(pin.policyId, type, id, version), pin);
  }
}

async function readEvaluationsOf({ session, connection, writes, evaluations }: Batch): Promise<void> {
  const asked = writes.flatMap((write) => (write.kind === 'evaluation' ? [write.evaluation] : []));
  if (asked.length === 0) return;
  const { rows } = await session.query(connection.read.records.evaluations, [
    asked.map(({ policyId }) => policyId),
    asked.map(({ id }) => id),
  ]);
  for (const row of rows) {
    const evaluation = toWholeEvaluation(row);
    evaluations.set(keyOf(evaluation.policyId, evaluation.id), evaluation);
  }
}

const noHead: SealedHead = { version: 0, hash: '' };
