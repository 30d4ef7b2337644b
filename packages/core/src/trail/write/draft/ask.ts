import type { VersionHeader } from '../../../policy/version.js';
import type { PolicyHead, StoredVersion, VersionWrite, WriteOutcome } from '../../../storage/port.js';
import { laterOf } from '../../../values/instant.js';
import { toPolicyVersion, versionWith } from '../../stored-policy.js';
import type { SaveResult } from '../../trail.js';
import { assertSameRequest, type Decision, type Draft, decideNext, pendingAt } from './decide.js';

/** What became of a draft. */
export type Settled =
  | { readonly status: 'saved' | 'unchanged'; readonly version: VersionHeader; readonly pending: readonly number[] }
  | { readonly status: 'already_saved'; readonly stored: StoredVersion };

/** A draft put to a store, and how to read the store's answer. */
export interface Ask {
  readonly draft: Draft;
  readonly write: VersionWrite;
  /** Whether the draft becomes a version, once the store has asked. */
  readonly isAppending: () => boolean;
  readonly settle: (outcome: WriteOutcome | undefined) => Settled;
}

export function askFor(draft: Draft): Ask {
  // What was decided last: a store may ask again after it rolled back.
  let decision: Decision | undefined;
  const write: VersionWrite = {
    kind: 'version',
    policyId: draft.policyId,
    requestId: draft.requestId,
    isNewRequest: draft.isNewRequest,
    decide(head) {
      decision = decideNext(head, draft);
      return decision.status === 'append' ? decision.version : undefined;
    },
    recognise: (stored) => assertSameRequest(stored, draft),
  };
  const isAppending = () => decision?.status === 'append';
  return { draft, write, isAppending, settle: (outcome) => settled(outcome, decision) };
}

/** As {@link askFor}, but the store is left as it is: the answer says what would have been saved. */
export function rehearsalOf(draft: Draft): Ask {
  const ask = askFor(draft);
  const decide = (head: PolicyHead | undefined): undefined => void ask.write.decide(head);
  return { ...ask, write: { ...ask.write, decide } };
}

/** The caller's answer. `head` is asked for only where the version was saved before. */
export function saveResult<Out>({ draft }: Ask, settled: Settled, head: PolicyHead | undefined): SaveResult<Out> {
  if (settled.status !== 'already_saved') {
    const { status, pending } = settled;
    return { status, version: versionWith(settled.version, draft.document.text), pending };
  }
  const { status, stored } = settled;
  const pending = pendingNow(head, draft).filter((number) => number !== stored.version);
  return { status, version: toPolicyVersion(stored), pending };
}

function pendingNow(head: PolicyHead | undefined, { at }: Draft): readonly number[] {
  if (head === undefined) return [];
  return pendingAt(head.timeline, laterOf('clock' in at ? at.clock : at.given, head.latest.createdAt));
}

function settled(outcome: WriteOutcome | undefined, decision: Decision | undefined): Settled {
  if (outcome?.kind === 'version' && outcome.status === 'already_stored') {
    return { status: 'already_saved', stored: outcome.version };
  }
  if (decision === undefined) throw new TypeError('the store answered a write without calling decide');
  return { ...decision, status: decision.status === 'append' ? 'saved' : 'unchanged' };
}
