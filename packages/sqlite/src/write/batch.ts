import type {
  PinWrite,
  PolicyHead,
  SealedHead,
  StoredVersion,
  VersionWrite,
  Write,
  WriteOutcome,
} from '@policytrail/core';
import { headAfter, PolicytrailError } from '@policytrail/core';
import { pinValues, toStoredVersion, versionValues } from '@policytrail/core/sql';
import type { ReadStatements } from '../read/statements.js';
import { readHead, readPin } from '../read/versions.js';
import type { ConnectionHeads } from './head-cache.js';
import { putRecord } from './records/put.js';
import type { WriteStatements } from './statements.js';

/** One append under way. */
export interface Batch {
  readonly write: WriteStatements;
  readonly read: ReadStatements;
  /** By policy: what the batch has read or made of it. */
  readonly heads: Map<string, HeadInBatch>;
  readonly cache: ConnectionHeads;
  /** Versions decided and not yet inserted: a run of inserts takes half the time of inserts one by one in between. */
  readonly pending: StoredVersion[];
  /** The requests of the versions that the batch appends. */
  readonly requests: Set<string>;
  /** What was being done, to tell what an error means. */
  readonly progress: Progress;
}

export interface Progress {
  isInCallback: boolean;
  /** The version being put to the database. */
  version: StoredVersion | undefined;
}

interface HeadInBatch {
  readonly before: SealedHead | undefined;
  readonly head: PolicyHead | undefined;
}

export function startBatch(read: ReadStatements, write: WriteStatements, cache: ConnectionHeads): Batch {
  const progress = { isInCallback: false, version: undefined };
  return { read, write, cache, heads: new Map(), pending: [], requests: new Set(), progress };
}

/** Puts all writes to the database, each seeing those before it, and moves the heads they reached. */
export function runBatch(batch: Batch, writes: readonly Write[]): readonly WriteOutcome[] {
  batch.cache.refresh();
  const outcomes = writes.map((write) => put(batch, write));
  insertPending(batch);
  for (const [policyId, { before, head }] of batch.heads) moveHead(batch, policyId, before, head?.latest);
  return outcomes;
}

function put(batch: Batch, write: Write): WriteOutcome {
  if (write.kind === 'version') return putVersion(batch, write);
  if (write.kind === 'pin') return putPin(batch, write);
  insertPending(batch);
  batch.progress.version = undefined;
  const { read, write: statements } = batch;
  return putRecord({ read: read.records, write: statements.records, ask: (callback) => ask(batch, callback) }, write);
}

function putVersion(batch: Batch, write: VersionWrite): WriteOutcome {
  const { policyId, requestId } = write;
  const request = `${requestId} ${policyId}`;
  if (batch.requests.has(request)) insertPending(batch);
  const stored = write.isNewRequest ? undefined : toStoredVersion(batch.write.findRequest.get(policyId, requestId));
  if (stored !== undefined) {
    ask(batch, () => write.recognise(stored));
    return { kind: 'version', status: 'already_stored', version: stored };
  }
  const { head, before } = headIn(batch, policyId);
  const version = ask(batch, () => write.decide(head));
  if (version === undefined) return { kind: 'version', status: 'declined', head };
  assertAnswers(version, write);
  batch.pending.push(version);
  batch.requests.add(request);
  // Its label may be taken, which has to be said before anything else is asked.
  if (version.label !== null) insertPending(batch);
  const next = headAfter(head, version) ?? readInsertedHead(batch, policyId);
  batch.heads.set(policyId, { before, head: next });
  return { kind: 'version', status: 'appended', version };
}

function putPin(batch: Batch, write: PinWrite): WriteOutcome {
  insertPending(batch);
  const { policyId, subject } = write;
  const stored = readPin(batch.read, policyId, subject);
  if (stored !== undefined) {
    ask(batch, () => write.recognise(stored));
    return { kind: 'pin', status: 'already_stored', pin: stored };
  }
  const { head } = headIn(batch, policyId);
  const pin = ask(batch, () => write.decide(head));
  batch.progress.version = undefined;
  batch.write.insertPin.run(...pinValues(pin));
  return { kind: 'pin', status: 'appended', pin };
}

/** What the batch made of the heads, once it is committed. */
export function keepHeads({ heads, cache }: Batch): void {
  for (const { head } of heads.values()) if (head !== undefined) cache.keep(head);
}

function readInsertedHead(batch: Batch, policyId: string): PolicyHead | undefined {
  insertPending(batch);
  return readHead(batch.read, policyId);
}

function headIn({ heads, read, cache }: Batch, policyId: string): HeadInBatch {
  const known = heads.get(policyId);
  if (known !== undefined) return known;
  const head = cache.find(policyId) ?? readHead(read, policyId);
  const entry = { before: head?.latest, head };
  heads.set(policyId, entry);
  return entry;
}

function ask<T>({ progress }: Batch, callback: () => T): T {
  progress.isInCallback = true;
  const answer = callback();
  progress.isInCallback = false;
  return answer;
}

// Table by table.
function insertPending({ pending, write, progress }: Batch): void {
  for (const version of pending) {
    progress.version = version;
    write.insertVersion.run(...versionValues(version));
  }
  for (const { policyId, version, changes } of pending) {
    for (const path of changes?.fields ?? []) write.insertChange.run(policyId, path, version);
  }
  pending.length = 0;
}

// Compared with what the versions said, so that a head row that was changed or cut with its versions is found.
function moveHead(
  { write, progress }: Batch,
  policyId: string,
  before: SealedHead | undefined,
  latest: StoredVersion | undefined,
): void {
  if (latest === undefined || latest.version === before?.version) return;
  const { version, hash } = latest;
  progress.version = latest;
  if (before === undefined) {
    write.insertHead.run(policyId, version, hash);
    return;
  }
  const { changes } = write.moveHead.run(version, hash, policyId, before.version, before.hash);
  if (Number(changes) === 1) return;
  const message = `the head row of \`${policyId}\` does not say version ${before.version}, which is its newest`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version: before.version });
}

function assertAnswers({ policyId, requestId, version }: StoredVersion, write: VersionWrite): void {
  if (policyId === write.policyId && requestId === write.requestId) return;
  const message = `version ${version} of \`${policyId}\` is not what request \`${write.requestId}\` asked to append`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version });
}
