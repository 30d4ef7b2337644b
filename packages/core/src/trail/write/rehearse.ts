import { diffPolicies } from '../../policy/diff/diff.js';
import type { PolicyHead } from '../../storage/port.js';
import { PolicytrailError } from '../../values/error.js';
import type { TrailContext } from '../context.js';
import { parsePolicy } from '../stored-policy.js';
import type { SaveResult } from '../trail.js';
import { rehearsalOf, saveResult } from './draft/ask.js';
import type { Draft } from './draft/decide.js';

/** Asks the store as a save would, stores nothing, and answers with what would happen. */
export async function rehearse<Out>(context: TrailContext, draft: Draft): Promise<SaveResult<Out>> {
  const ask = rehearsalOf(draft);
  const [outcome] = await context.store.append([ask.write]);
  const settled = ask.settle(outcome);
  if (settled.status === 'saved') await assertLabelFree(context, draft);
  const head = await context.store.readHead(draft.policyId);
  return { ...saveResult<Out>(ask, settled, head), preview: changesAgainst(head, draft) };
}

// The caller's own: nothing in them is a part of what is remembered.
function changesAgainst(head: PolicyHead | undefined, { document, keys }: Draft): SaveResult['preview'] & object {
  return head === undefined ? [] : diffPolicies(parsePolicy(head.latest), JSON.parse(document.text), { keys });
}

async function assertLabelFree({ store }: TrailContext, { policyId, label }: Draft): Promise<void> {
  const holder = label === null ? undefined : await store.readLabelled(policyId, label);
  if (label === null || holder === undefined) return;
  throw new PolicytrailError(
    'label_taken',
    `label \`${label}\` of \`${policyId}\` is taken by version ${holder.version}; choose another`,
    { policyId, label, version: holder.version },
  );
}
