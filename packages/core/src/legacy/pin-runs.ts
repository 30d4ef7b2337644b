import {
  findInForce,
  type Pin,
  type PinWrite,
  type PolicyHead,
  type PolicyStore,
  sealPin,
  systemActor,
  type VersionHeader,
  type WriteOutcome,
} from '../index.js';
import type { LegacyOutcome } from './outcome.js';
import { type LegacyRun, type Reading, readRun, shownId } from './read-row.js';
import type { LegacyRunRow } from './tables/source.js';

/** What pinning needs to know beside the rows. */
export interface Pinning extends Reading {
  readonly store: PolicyStore;
  /** Versions that a dry run would have saved, by policy id; empty otherwise. */
  readonly planned: ReadonlyMap<string, VersionHeader>;
}

/** A run and the version that was in force when it began. */
interface Pinnable {
  readonly row: LegacyRunRow;
  readonly run: LegacyRun;
  readonly version: VersionHeader;
}

/** Pins the runs of a page whose version is known, in one transaction; says what became of each row, in order. */
export async function pinRuns(pinning: Pinning, rows: readonly LegacyRunRow[]): Promise<readonly LegacyOutcome[]> {
  const read = await readPage(pinning, rows);
  const pinnable = read.filter((one) => 'run' in one);
  const answers = pinnable.length === 0 ? [] : await pinning.store.append(pinnable.map(writeOf));
  const outcomes = new Map(pinnable.map((one, index) => [one.row, outcomeOf(one, answers[index])]));
  return read.map((one) => ('run' in one ? (outcomes.get(one.row) as LegacyOutcome) : one));
}

/** Says what {@link pinRuns} would do, and changes nothing. */
export async function rehearseRuns(pinning: Pinning, rows: readonly LegacyRunRow[]): Promise<readonly LegacyOutcome[]> {
  const outcomes: LegacyOutcome[] = [];
  for (const one of await readPage(pinning, rows)) {
    outcomes.push('run' in one ? outcomeOf(one, await rehearse(pinning, one)) : one);
  }
  return outcomes;
}

async function readPage(
  pinning: Pinning,
  rows: readonly LegacyRunRow[],
): Promise<readonly (Pinnable | LegacyOutcome)[]> {
  const heads = new Map<string, PolicyHead | undefined>();
  const read: (Pinnable | LegacyOutcome)[] = [];
  for (const row of rows) read.push(await pinnableOf(pinning, heads, row));
  return read;
}

async function pinnableOf(
  pinning: Pinning,
  heads: Map<string, PolicyHead | undefined>,
  row: LegacyRunRow,
): Promise<Pinnable | LegacyOutcome> {
  const read = readRun(row, pinning);
  const id = shownId(row.policyId);
  const of = { table: 'runs', row: row.row, id: shownId(row.runId), version: null } as const;
  if ('refusal' in read) {
    const policyId = id === null ? null : pinning.idPrefix + id;
    return { ...of, policyId, status: read.refusal.reason === 'date' ? 'unpinned' : 'refused', ...read.refusal };
  }
  const run = read.value;
  const { policyId, startedAt } = run;
  if (!heads.has(policyId)) heads.set(policyId, await pinning.store.readHead(policyId));
  const head = heads.get(policyId);
  const version = await findVersion(pinning, run, head);
  if (version !== undefined) return { row, run, version };
  if (head === undefined && !pinning.planned.has(policyId)) {
    const message = 'the trail has no version of its policy';
    return { ...of, policyId, status: 'unpinned', reason: 'no_version', message };
  }
  const message = `it began at ${startedAt}, before the first version that is known: what it ran under is not`;
  return { ...of, policyId, status: 'unpinned', reason: 'before_first_version', message };
}

// The head knows what is in force since its newest version was made; of the time before, the store has to be asked.
async function findVersion(
  { store, planned }: Pinning,
  { policyId, startedAt }: LegacyRun,
  head: PolicyHead | undefined,
): Promise<VersionHeader | undefined> {
  const first = planned.get(policyId);
  if (first !== undefined) return findInForce([first], startedAt);
  if (head === undefined) return undefined;
  if (startedAt >= head.latest.createdAt) return findInForce(head.timeline, startedAt);
  return head.latest.version === 1 ? undefined : store.readInForce(policyId, startedAt);
}

function writeOf({ run, version }: Pinnable): PinWrite {
  const { policyId, subject, startedAt } = run;
  const isCovered = (head: PolicyHead): boolean => startedAt >= head.latest.createdAt;
  return {
    kind: 'pin',
    policyId,
    subject,
    // A version saved since may have been in force already when the run began.
    decide: (head) =>
      pinOf(run, (head !== undefined && isCovered(head) && findInForce(head.timeline, startedAt)) || version),
    recognise: () => undefined,
  };
}

function pinOf({ policyId, subject, startedAt }: LegacyRun, version: VersionHeader): Pin {
  const { requestId: versionRequestId, contentHash, version: policyVersion } = version;
  const sealed = { policyId, subject, versionRequestId, contentHash, pinnedAt: startedAt, pinnedBy: systemActor };
  return { ...sealed, policyVersion, hash: sealPin(sealed) };
}

async function rehearse({ store }: Pinning, { run, version }: Pinnable): Promise<WriteOutcome> {
  const pin = await store.readPin(run.policyId, run.subject);
  if (pin !== undefined) return { kind: 'pin', status: 'already_stored', pin };
  return { kind: 'pin', status: 'appended', pin: pinOf(run, version) };
}

function outcomeOf({ row, run }: Pinnable, answer: WriteOutcome | undefined): LegacyOutcome {
  if (answer?.kind !== 'pin') throw new TypeError('the store answered a pin with another outcome');
  const status = answer.status === 'appended' ? 'pinned' : 'already_pinned';
  const { policyId } = run;
  const version = answer.pin.policyVersion;
  return { table: 'runs', row: row.row, id: shownId(row.runId), policyId, status, version, reason: null, message: '' };
}
