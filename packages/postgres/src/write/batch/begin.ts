import type { PinWrite, PolicyHead, SealedHead, VersionWrite, Write } from '@policytrail/core';
import { toPin, toWholeEvaluation } from '@policytrail/core/sql';
import type { Connection } from '../../driver/connection.js';
import type { Session } from '../../driver/session.js';
import { type Asked, type Known, readKnown } from '../../read/versions.js';
import { type Batch, keyOf } from './batch.js';

/** Head rows by policy, locked. */
type LockedHeads = ReadonlyMap<string, SealedHead>;

/**
 * Locks the heads of the policies that are written to, and reads all that the writes have to know. `isFirst`: nothing of them can be stored
 * yet, so requests that were made for them are not looked for.
 */
export async function beginBatch(
  connection: Connection,
  session: Session,
  writes: readonly Write[],
  isFirst: boolean,
): Promise<Batch> {
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
  await readHeadsOf(batch, isFirst);
  await readPinsOf(batch);
  await readEvaluationsOf(batch);
  return batch;
}

/** Locks the head rows. A head that is as this store saw it last is known; others are what the versions say once they are locked. */
async function readHeadsOf(batch: Batch, isFirst: boolean): Promise<void> {
  const { session, connection, writes, heads, requests } = batch;
  const policyIds = idsOf(writes.filter(({ kind }) => kind === 'version' || kind === 'pin'));
  const seen = headsSeen(connection, policyIds);
  const unseen = policyIds.filter((policyId) => !seen.has(policyId));
  // An evaluation alone locks nothing: it is sealed, not chained.
  const toLock = idsOf(writes.filter(({ kind }) => kind !== 'evaluation'));
  const asked = { policyIds: unseen, requests: requestsIn(writes, isFirst) };
  const [locked, known] = await inTurn(session, lockHeads(batch, toLock), askVersions(batch, asked));
  const moved = [...seen.keys()].filter((policyId) => !isAt(seen.get(policyId), locked.get(policyId)));
  for (const policyId of moved) seen.delete(policyId);
  const [added, knownNow] = await readAgain(batch, locked, moved, isFirst);
  for (const version of [...known.requests, ...knownNow.requests]) {
    requests.set(keyOf(version.policyId, version.requestId), version);
  }
  for (const policyId of policyIds) {
    const head = knownNow.heads.get(policyId) ?? known.heads.get(policyId) ?? seen.get(policyId);
    const sealed = added.get(policyId) ?? locked.get(policyId) ?? noHead;
    heads.set(policyId, { sealed, before: head, head });
  }
}

/** What was not as it was seen last, and what makes a policy: there is no row to lock before it is made, and a rival may have been quicker. */
async function readAgain(
  batch: Batch,
  locked: LockedHeads,
  moved: readonly string[],
  isFirst: boolean,
): Promise<readonly [LockedHeads, Known]> {
  const { session, connection, writes } = batch;
  const making = writes.filter(({ kind, policyId }) => kind === 'version' && !locked.has(policyId));
  const missing = idsOf(making);
  const asked = { policyIds: [...new Set([...missing, ...moved])], requests: requestsIn(making, isFirst) };
  if (asked.policyIds.length === 0) return [locked, nothing];
  const make = async () => missing.length > 0 && session.query(connection.write.makeHeads, [missing]);
  const [, answers] = await inTurn(session, make, () =>
    inTurn(session, lockHeads(batch, missing), askVersions(batch, asked)),
  );
  return answers;
}

function headsSeen({ heads }: Connection, policyIds: readonly string[]): Map<string, PolicyHead> {
  const seen = new Map<string, PolicyHead>();
  for (const policyId of policyIds) {
    const head = heads.find(policyId);
    if (head !== undefined) seen.set(policyId, head);
  }
  return seen;
}

function isAt(head: PolicyHead | undefined, sealed: SealedHead | undefined): boolean {
  return sealed?.version === head?.latest.version && sealed?.hash === head?.latest.hash;
}

function idsOf(writes: readonly Write[]): readonly string[] {
  return [...new Set(writes.map(({ policyId }) => policyId))];
}

/** Those that may have been stored before. */
function requestsIn(writes: readonly Write[], isFirst: boolean): readonly VersionWrite[] {
  const requests = writes.filter((write): write is VersionWrite => write.kind === 'version');
  return isFirst ? requests.filter(({ isNewRequest }) => isNewRequest !== true) : requests;
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
  return async (): Promise<LockedHeads> => {
    if (policyIds.length === 0) return new Map();
    const { rows } = await session.query(write.lockHeads, [policyIds]);
    const heads = rows as readonly (SealedHead & { readonly policy_id: string })[];
    return new Map(heads.map(({ policy_id, version, hash }) => [policy_id, { version: Number(version), hash }]));
  };
}

function askVersions({ session, connection }: Batch, asked: Asked) {
  return async (): Promise<Known> => {
    const isNothing = asked.policyIds.length + asked.requests.length === 0;
    return isNothing ? nothing : readKnown(session, connection.read, asked);
  };
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
const nothing: Known = { heads: new Map(), requests: [] };
