import { invalidArgument } from '../../values/error.js';
import { assertPolicyId } from '../../values/id.js';
import type { TrailContext } from '../context.js';
import type { PolicyDraft, SaveOptions, SaveResult } from '../trail.js';
import { appendAll, appendOne } from './append.js';
import { askFor } from './draft/ask.js';
import type { Prepared } from './draft/batch.js';
import { checkPolicy, definitionRecordFor } from './draft/checked-policy.js';
import { draftOf } from './draft/draft.js';
import { rehearse } from './rehearse.js';

const savedOrigin = { type: 'saved' } as const;

export async function save<In, Out>(
  context: TrailContext,
  policyId: string,
  policy: In,
  { dryRun, ...options }: SaveOptions = {},
): Promise<SaveResult<Out>> {
  const prepared = prepareSave(context, policyId, policy, options);
  return dryRun === true ? rehearse(context, prepared.ask.draft) : appendOne(context, prepared);
}

export async function saveMany<In, Out>(
  context: TrailContext,
  drafts: readonly PolicyDraft<In>[],
): Promise<readonly SaveResult<Out>[]> {
  for (const draft of drafts) assertNotDryRun(draft);
  return appendAll(
    context,
    drafts.map(({ policyId, policy, ...options }) => prepareSave(context, policyId, policy, options)),
  );
}

/** For what can't be rehearsed: it must not be stored instead. */
export function assertNotDryRun({ dryRun }: SaveOptions): void {
  if (dryRun === true)
    throw invalidArgument('only `save` and `restore` of a trail can be a dry run', { argument: 'dryRun' });
}

/** Checks a save's arguments and puts them as a question to the store. */
export function prepareSave(context: TrailContext, policyId: string, policy: unknown, options: SaveOptions): Prepared {
  assertPolicyId(policyId);
  const definition = definitionRecordFor(context, policyId);
  const writing = checkPolicy(context, policyId, definition, policy);
  const draft = draftOf(context, { policyId, origin: savedOrigin, definition }, writing, options);
  return { ask: askFor(draft), definition };
}
