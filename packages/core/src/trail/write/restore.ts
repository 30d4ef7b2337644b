import { assertPolicyId } from '../../values/id.js';
import type { TrailContext } from '../context.js';
import { requireVersion } from '../read/require.js';
import { intactTextOf } from '../stored-policy.js';
import type { RestoreOptions, SaveResult } from '../trail.js';
import { appendOne } from './append.js';
import { askFor } from './draft/ask.js';
import { checkPolicy, definitionRecordFor } from './draft/checked-policy.js';
import { draftOf } from './draft/draft.js';
import { rehearse } from './rehearse.js';

/** Saves the policy of an old version anew; it has to fit today's definition. */
export async function restore<Out>(
  context: TrailContext,
  policyId: string,
  version: number,
  { dryRun, ...options }: RestoreOptions = {},
): Promise<SaveResult<Out>> {
  assertPolicyId(policyId);
  const restored = await requireVersion(context, policyId, version);
  const definition = definitionRecordFor(context, policyId);
  const checked = checkPolicy(context, policyId, definition, JSON.parse(intactTextOf(restored)));
  const draft = draftOf(context, { policyId, origin: { type: 'restored', version }, definition }, checked, {
    ...options,
    changeNotes: options.changeNotes ?? `Restored from version ${version}`,
  });
  return dryRun === true ? rehearse(context, draft) : appendOne(context, { ask: askFor(draft), definition });
}
