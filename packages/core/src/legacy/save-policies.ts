import {
  canonicalJson,
  type Instant,
  type PolicyStore,
  type StoredVersion,
  sealVersion,
  sha256Hex,
  systemActor,
  type VersionHeader,
  type VersionWrite,
  type WriteOutcome,
} from '../index.js';
import type { LegacyOutcome } from './outcome.js';
import { type LegacyPolicy, type Reading, readPolicy, shownId } from './read-row.js';
import type { LegacyPolicyRow } from './tables/source.js';

/** What saving needs to know beside the rows. */
export interface Saving extends Reading {
  readonly store: PolicyStore;
  readonly table: string;
  /** Of policies whose row has no date. */
  readonly inForceFrom: Instant;
}

/** A policy's row with the version that it would become. */
interface Candidate {
  readonly row: LegacyPolicyRow;
  readonly first: StoredVersion;
}

/** Saves the policies of a page as their version 1, in one transaction; says what became of each row, in order. */
export async function savePolicies(
  saving: Saving,
  rows: readonly LegacyPolicyRow[],
): Promise<readonly LegacyOutcome[]> {
  const read = rows.map((row) => candidateOf(saving, row));
  const candidates = read.filter((one) => 'first' in one);
  const answers =
    candidates.length === 0 ? [] : await saving.store.append(candidates.map(({ first }) => writeOf(first)));
  const outcomes = new Map(candidates.map(({ row, first }, index) => [row, outcomeOf(row, first, answers[index])]));
  return read.map((one) => ('first' in one ? (outcomes.get(one.row) as LegacyOutcome) : one));
}

/** Says what {@link savePolicies} would do, and which versions there would be; asks the store, and changes nothing. */
export async function rehearsePolicies(
  saving: Saving,
  rows: readonly LegacyPolicyRow[],
): Promise<{ readonly outcomes: readonly LegacyOutcome[]; readonly planned: readonly VersionHeader[] }> {
  const outcomes: LegacyOutcome[] = [];
  const planned: VersionHeader[] = [];
  for (const row of rows) {
    const one = candidateOf(saving, row);
    const answer = 'first' in one ? await rehearse(saving, one.first) : undefined;
    outcomes.push('first' in one ? outcomeOf(row, one.first, answer) : one);
    if (answer?.kind === 'version' && answer.status === 'appended') planned.push(headerOf(answer.version));
  }
  return { outcomes, planned };
}

function candidateOf(saving: Saving, row: LegacyPolicyRow): Candidate | LegacyOutcome {
  const read = readPolicy(row, saving);
  if ('value' in read) return { row, first: firstVersion(saving, read.value) };
  const id = shownId(row.policyId);
  const policyId = id === null ? null : saving.idPrefix + id;
  return { table: 'policies', row: row.row, id, policyId, status: 'refused', version: null, ...read.refusal };
}

// The same content of the same policy has the same request id, whenever and from wherever it is read.
function firstVersion(
  { table, inForceFrom }: Saving,
  { policyId, policyJson, changedAt }: LegacyPolicy,
): StoredVersion {
  const contentHash = sha256Hex(policyJson);
  const createdAt = changedAt ?? inForceFrom;
  const header: Omit<VersionHeader, 'hash'> = {
    policyId,
    version: 1,
    requestId: `migrated:${sha256Hex(canonicalJson([policyId, contentHash]))}`,
    createdAt,
    createdBy: systemActor,
    changeNotes: `Migrated from the table ${table} as it stood; what came before was not kept`,
    label: null,
    title: null,
    effectiveAt: createdAt,
    withdraws: null,
    origin: { type: 'migrated' },
    schema: null,
    contentHash,
    previousHash: null,
  };
  return { ...header, hash: sealVersion(header), changes: null, policyJson };
}

function writeOf(first: StoredVersion): VersionWrite {
  return {
    kind: 'version',
    policyId: first.policyId,
    requestId: first.requestId,
    decide: (head) => (head === undefined ? first : undefined),
    // Its id says that it is the same content.
    recognise: () => undefined,
  };
}

async function rehearse({ store }: Saving, wanted: StoredVersion): Promise<WriteOutcome> {
  const first = await store.readVersion(wanted.policyId, 1);
  if (first === undefined) return { kind: 'version', status: 'appended', version: wanted };
  if (first.requestId === wanted.requestId) return { kind: 'version', status: 'already_stored', version: first };
  return { kind: 'version', status: 'declined', head: await store.readHead(wanted.policyId) };
}

// Without the policy: there may be many.
function headerOf({ policyJson: _, changes: __, ...header }: StoredVersion): VersionHeader {
  return header;
}

function outcomeOf(row: LegacyPolicyRow, wanted: StoredVersion, answer: WriteOutcome | undefined): LegacyOutcome {
  if (answer?.kind !== 'version') throw new TypeError('the store answered a version with another outcome');
  const { policyId, contentHash } = wanted;
  const of = { table: 'policies', row: row.row, id: shownId(row.policyId), policyId } as const;
  if (answer.status !== 'declined') {
    const status = answer.status === 'appended' ? 'saved' : 'already_saved';
    return { ...of, status, version: answer.version.version, reason: null, message: '' };
  }
  const latest = answer.head?.latest;
  const content = latest?.contentHash === contentHash ? 'with the same content' : 'with other content';
  const message = `the trail has it at version ${latest?.version ?? 1} already, ${content}`;
  return { ...of, status: 'skipped', version: null, reason: 'has_versions', message };
}
