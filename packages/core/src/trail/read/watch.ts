import { permit } from '../../access/permit.js';
import type { WatchEvent } from '../../storage/port.js';
import type { TrailContext } from '../context.js';

/** Calls back after each version appended, from when it is allowed on; returns the end of it. */
export function watch(context: TrailContext, policyId: string, listener: (event: WatchEvent) => void): () => void {
  const waiting = permit(context, 'watch', [policyId]);
  if (waiting === undefined) return context.hub.watch(policyId, listener);
  let isOver = false;
  let stop: (() => void) | undefined;
  const begin = (): void => {
    if (!isOver) stop = context.hub.watch(policyId, listener);
  };
  // Nobody is left to be told of a refusal.
  waiting.then(begin, () => undefined);
  return () => {
    isOver = true;
    stop?.();
  };
}
