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
  return Promise.all(prepared.map(({ ask }, index) => readResult<Out>(context, ask, settled[index] as Settled)));
}

export async function appendOne<Out>(context: TrailContext, prepared: Prepared): Promise<SaveResult<Out>> {
  const [result] = await appendAll<Out>(context, [prepared]);
  return result as SaveResult<Out>;
}

function announceSaved({ hub }: TrailContext, settled: Settled): void {
  if (settled.status !== 'saved') return;
  hub.announce({ type: 'versions', policyId: settled.version.policyId, version: settled.version.version });
}

async function readResult<Out>(
  { store }: TrailContext,
  ask: Prepared['ask'],
  settled: Settled,
): Promise<SaveResult<Out>> {
  const head = settled.status === 'already_saved' ? await store.readHead(ask.draft.policyId) : undefined;
  return saveResult(ask, settled, head);
}
