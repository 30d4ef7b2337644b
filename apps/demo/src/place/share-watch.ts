import type { PolicyTrail, WatchEvent } from '@policytrail/core';

type Listener = (event: WatchEvent) => void;

interface Shared {
  readonly listeners: Set<Listener>;
  end: (() => void) | undefined;
}

/**
 * The same trail, with one stream of events for all that watch a policy, and none while the page is out of sight: a browser
 * keeps only six connections to a server, over all tabs. What was missed is told at the first look at the page.
 */
export function sharingWatches(trail: PolicyTrail): PolicyTrail {
  const watched = new Map<string, Shared>();
  const follow = (policyId: string, shared: Shared): void => {
    shared.end ??= trail.watch(policyId, (event) => tell(shared, event));
  };
  const pause = (shared: Shared): void => {
    shared.end?.();
    shared.end = undefined;
  };
  const catchUp = async (policyId: string, shared: Shared): Promise<void> => {
    follow(policyId, shared);
    const { head } = await trail.history(policyId, { limit: 1 });
    if (head !== undefined) tell(shared, { type: 'versions', policyId, version: head });
  };
  document.addEventListener('visibilitychange', () => {
    for (const [policyId, shared] of watched) {
      if (document.visibilityState === 'hidden') pause(shared);
      // Where it can't be read now, the stream tells of the next version.
      else void catchUp(policyId, shared).catch(() => undefined);
    }
  });
  return withWatch(trail, (policyId, listener) => {
    const shared = watched.get(policyId) ?? { listeners: new Set<Listener>(), end: undefined };
    // The same function may watch twice.
    const own: Listener = (event) => listener(event);
    shared.listeners.add(own);
    watched.set(policyId, shared);
    if (document.visibilityState !== 'hidden') follow(policyId, shared);
    return () => {
      shared.listeners.delete(own);
      if (shared.listeners.size > 0) return;
      pause(shared);
      watched.delete(policyId);
    };
  });
}

function tell({ listeners }: Shared, event: WatchEvent): void {
  for (const listener of [...listeners]) listener(event);
}

// Not copied: reading one of its members throws.
function withWatch(trail: PolicyTrail, watch: PolicyTrail['watch']): PolicyTrail {
  return Object.create(trail, { watch: { value: watch } }) as PolicyTrail;
}
