import type { PinWrite, SealedHead, VersionWrite, Write } from '@policytrail/core';
import { toPin, toWholeEvaluation } from '@policytrail/core/sql';
import type { Connection } from '../../driver/connection.js';
import type { Session } from '../../driver/session.js';
import { type Known, readKnown } from '../../read/versions.js';
import { type Batch, type HeadInBatch, keyOf } from './batch.js';

type LockedHead = SealedHead & { readonly policy_id: string };

/** Locks the heads of the policies that are written to, and reads all that the writes have to know. */
export async function beginBatch(connection: Connection, session: Session, writes: readonly Write[]): Promise<Batch> {
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
  await readHeadsOf(batch);
  await readPinsOf(batch);
  await readEvaluationsOf(batch);
  return batch;
}

/** The head rows, locked, and what the versions say once they are. */
async function readHeadsOf(batch: Batch): Promise<void> {
  const { session, writes } = batch;
  // An evaluation alone locks nothing: it is sealed, not chained.
  const policyIds = [...new Set(writes.filter(({ kind }) => kind !== 'evaluation').map(({ policyId }) => policyId))];
  const [locked, known] = await inTurn(session, lockHeads(batch, policyIds), askVersions(batch));
  const found = new Set(locked.map(({ policy_id }) => policy_id));
  // Only what makes a policy needs a row to lock where there is none.
  const isMissing = ({ kind, policyId }: Write): boolean => kind === 'version' && !found.has(policyId);
  const missing = [...new Set(writes.filter(isMissing).map(({ policyId }) => policyId))];
  if (missing.length === 0) return takeVersions(batch, locked, known);
  // A rival may have been quicker to make a policy: all is read again, now that its row is locked.
  const making = () => session.query(batch.connection.write.makeHeads, [missing]);
  const [, [added, knownNow]] = await inTurn(session, making, () =>
    inTurn(session, lockHeads(batch, missing), askVersions(batch)),
  );
  takeVersions(batch, [...locked, ...added], knownNow);
}

/** Sent together where they can be: the server still does the second after the first. */
async function inTurn<One, Other>(
  { isPipelined }: Session,
  first: () => Promise<One>,
  second: () => Promise<Other>,
): Promise<readonly [One, Other]> {
  if (isPipelined) return Promise.all([first(), second()]);
  return [await first(), await second()];
}

function lockHeads({ session, connection: { write } }: Batch, policyIds: readonly string[]) {
  return async (): Promise<readonly LockedHead[]> => {
    if (policyIds.length === 0) return [];
    const { rows } = await session.query(write.lockHeads, [policyIds]);
    return rows as readonly LockedHead[];
  };
}

function askVersions({ session, connection, writes }: Batch) {
  return async (): Promise<Known | undefined> => {
    const requests = writes.filter((write): write is VersionWrite => write.kind === 'version');
    const policyIds = policiesToRead(writes);
    return policyIds.length === 0 ? undefined : readKnown(session, connection.read, { policyIds, requests });
  };
}

function policiesToRead(writes: readonly Write[]): readonly string[] {
  const needing = writes.filter(({ kind }) => kind === 'version' || kind === 'pin');
  return [...new Set(needing.map(({ policyId }) => policyId))];
}

function takeVersions(
  { writes, heads, requests }: Batch,
  locked: readonly LockedHead[],
  known: Known | undefined,
): void {
  if (known === undefined) return;
  for (const version of known.requests) requests.set(keyOf(version.policyId, version.requestId), version);
  const sealed = new Map(locked.map(({ policy_id, version, hash }) => [policy_id, { version: Number(version), hash }]));
  for (const policyId of policiesToRead(writes)) {
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
