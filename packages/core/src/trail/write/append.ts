import type { TrailContext } from '../context.js';
import type { SaveResult } from '../trail.js';
import { type Settled, saveResult } from './draft/ask.js';
import { batchOf, type Prepared } from './draft/batch.js';

/** Appends in one transaction, then tells the watchers. */
export async function appendAll<Out>(
  context: TrailContext,
  prepared: readonly Prepared[],
): Promise<readonly SaveResult<Out>[]> {
  const batch = batchOf(context, prepared);
  const outcomes = await context.store.append(batch.writes);
  const settled = batch.settle(outcomes);
  for (const { reference } of batch.definitionsStored(outcomes)) context.documents.markStored(reference);
  for (const one of settled) announceSaved(context, one);
  const results: SaveResult<Out>[] = [];
  for (const [index, { ask }] of prepared.entries()) {
    const one = settled[index] as Settled;
    const head = one.status === 'already_saved' ? await context.store.readHead(ask.draft.policyId) : undefined;
    results.push(saveResult(ask, one, head));
  }
  return results;
}

export async function appendOne<Out>(context: TrailContext, prepared: Prepared): Promise<SaveResult<Out>> {
  const [result] = await appendAll<Out>(context, [prepared]);
  return result as SaveResult<Out>;
}

/** Tells the watchers of what was stored. */
export function announceSaved({ hub }: TrailContext, settled: Settled): void {
  if (settled.status !== 'saved') return;
  hub.announce({ type: 'versions', policyId: settled.version.policyId, version: settled.version.version });
}
