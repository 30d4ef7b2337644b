import type { PinWrite, SealedHead, VersionWrite, Write } from '@policytrail/core';
import { toPin, toWholeEvaluation } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { Session } from '../driver/session.js';
import { type Known, readKnown } from '../read/versions.js';
import { type Batch, type HeadInBatch, keyOf } from './batch.js';

type LockedHead = SealedHead & { readonly policy_id: string };

interface LockedHeads {
  readonly locked: readonly LockedHead[];
  /** Whether rows had to be made. */
  readonly hasMade: boolean;
}

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

// Sent together where they can be, the server still reads what it reads after it has the lock.
async function readHeadsOf(batch: Batch): Promise<void> {
  const { locked, hasMade, known } = batch.session.isPipelined
    ? await both(lockHeads(batch), askVersions(batch))
    : { ...(await lockHeads(batch)), known: undefined };
  // A rival may have been quicker to make a policy: read again, now that its row is locked.
  takeVersions(batch, locked, known === undefined || hasMade ? await askVersions(batch) : known);
}

async function both(locking: ReturnType<typeof lockHeads>, reading: ReturnType<typeof askVersions>) {
  const [heads, known] = await Promise.all([locking, reading]);
  return { ...heads, known };
}

/** The head rows, by policy, and whether some had to be made. An evaluation alone locks nothing: it is sealed, not chained. */
async function lockHeads({ session, writes, connection: { write } }: Batch): Promise<LockedHeads> {
  const policyIds = new Set(writes.filter(({ kind }) => kind !== 'evaluation').map(({ policyId }) => policyId));
  if (policyIds.size === 0) return { locked: [], hasMade: false };
  const { rows } = await session.query(write.lockHeads, [[...policyIds]]);
  const found = rows as readonly LockedHead[];
  for (const { policy_id } of found) policyIds.delete(policy_id);
  // Only what makes a policy needs a row to lock where there is none.
  const missing = writes.filter(({ kind, policyId }) => kind === 'version' && policyIds.has(policyId));
  if (missing.length === 0) return { locked: found, hasMade: false };
  const made = [...new Set(missing.map(({ policyId }) => policyId))];
  const making = [write.makeHeads, write.lockHeads].map((statement) => ({ statement, values: [made] }));
  const added = (await session.queryAll(making)).at(-1)?.rows as readonly LockedHead[];
  return { locked: [...found, ...added], hasMade: true };
}

async function askVersions({ session, connection, writes }: Batch): Promise<Known | undefined> {
  const requests = writes.filter((write): write is VersionWrite => write.kind === 'version');
  const policyIds = policiesToRead(writes);
  return policyIds.length === 0 ? undefined : readKnown(session, connection.read, { policyIds, requests });
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
