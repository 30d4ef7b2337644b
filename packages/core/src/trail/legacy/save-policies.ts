import { systemActor } from '../../policy/actor.js';
import { headerOf, type VersionHeader } from '../../policy/version.js';
import type { PolicyStore, StoredVersion, VersionWrite, WriteOutcome } from '../../storage/port.js';
import { canonicalJson } from '../../values/canonical-json.js';
import type { Instant } from '../../values/instant.js';
import { sha256Hex } from '../../values/sha256.js';
import { type Draft, decideNext } from '../write/draft/decide.js';
import type { LegacyOutcome } from './outcome.js';
import { type LegacyPolicy, type Reading, readPolicy, shownId } from './read-row.js';
import type { LegacyPolicyRow } from './source.js';

/** What saving needs to know beside the rows. */
export interface Saving extends Reading {
  readonly store: PolicyStore;
  readonly table: string;
  /** Of policies whose row has no date. */
  readonly inForceFrom: Instant;
}

/** A policy with the draft of its version 1. */
interface Candidate {
  readonly row: LegacyPolicyRow;
  readonly draft: Draft;
}

/** Saves the policies of a page as their version 1, in one transaction; says what became of each row, in order. */
export async function savePolicies(
  saving: Saving,
  rows: readonly LegacyPolicyRow[],
): Promise<readonly LegacyOutcome[]> {
  const read = rows.map((row) => candidateOf(saving, row));
  const candidates = read.filter((one) => 'draft' in one);
  const answers =
    candidates.length === 0 ? [] : await saving.store.append(candidates.map(({ draft }) => writeOf(draft)));
  const outcomes = new Map(candidates.map(({ row, draft }, index) => [row, outcomeOf(row, draft, answers[index])]));
  return read.map((one) => ('draft' in one ? (outcomes.get(one.row) as LegacyOutcome) : one));
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
    const answer = 'draft' in one ? await rehearse(saving, one.draft) : undefined;
    outcomes.push('draft' in one ? outcomeOf(row, one.draft, answer) : one);
    if (answer?.kind === 'version' && answer.status === 'appended') planned.push(headerOf(answer.version));
  }
  return { outcomes, planned };
}

function candidateOf(saving: Saving, row: LegacyPolicyRow): Candidate | LegacyOutcome {
  const read = readPolicy(row, saving);
  if ('value' in read) return { row, draft: draftOf(saving, read.value) };
  const id = shownId(row.policyId);
  const policyId = id === null ? null : saving.idPrefix + id;
  return { table: 'policies', row: row.row, id, policyId, status: 'refused', version: null, ...read.refusal };
}

// The same content of the same policy has the same id, whenever and from wherever it is read.
function draftOf({ table, inForceFrom }: Saving, { policyId, policyJson, changedAt }: LegacyPolicy): Draft {
  const contentHash = sha256Hex(policyJson);
  return {
    policyId,
    requestId: `migrated:${sha256Hex(canonicalJson([policyId, contentHash]))}`,
    policyJson,
    contentHash,
    createdBy: systemActor,
    changeNotes: `Migrated from the table ${table} as it stood; what came before was not kept`,
    label: null,
    title: null,
    at: { given: changedAt ?? inForceFrom },
    effectiveAt: undefined,
    withdraws: null,
    origin: { type: 'migrated' },
    schema: null,
    keys: {},
    expectedVersion: undefined,
    whenUnchanged: 'append',
  };
}

function writeOf(draft: Draft): VersionWrite {
  return {
    kind: 'version',
    policyId: draft.policyId,
    requestId: draft.requestId,
    decide: (head) => (head === undefined ? firstVersion(draft) : undefined),
    // Its id says that it is the same content.
    recognise: () => undefined,
  };
}

function firstVersion(draft: Draft): StoredVersion {
  const decision = decideNext(undefined, draft);
  if (decision.status === 'append') return decision.version;
  throw new TypeError('a first version is never unchanged');
}

async function rehearse({ store }: Saving, draft: Draft): Promise<WriteOutcome> {
  const first = await store.readVersion(draft.policyId, 1);
  if (first === undefined) return { kind: 'version', status: 'appended', version: firstVersion(draft) };
  if (first.requestId === draft.requestId) return { kind: 'version', status: 'already_stored', version: first };
  return { kind: 'version', status: 'declined', head: await store.readHead(draft.policyId) };
}

function outcomeOf(row: LegacyPolicyRow, draft: Draft, answer: WriteOutcome | undefined): LegacyOutcome {
  if (answer?.kind !== 'version') throw new TypeError('the store answered a version with another outcome');
  const { policyId, contentHash } = draft;
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
