import type { PolicyTrail } from '@policytrail/core';

/**
 * The same trail, which watches only while the page is in sight: a browser keeps only six connections to a server, over all tabs. What was missed
 * is told at the first look at the page.
 */
export function watchingInSight(trail: PolicyTrail): PolicyTrail {
  return withWatch(trail, (policyId, listener) => {
    let end: (() => void) | undefined;
    const follow = (): void => {
      end ??= trail.watch(policyId, listener);
    };
    const pause = (): void => {
      end?.();
      end = undefined;
    };
    const catchUp = async (): Promise<void> => {
      follow();
      const { head } = await trail.history(policyId, { limit: 1 });
      if (head !== undefined && end !== undefined) listener({ type: 'versions', policyId, version: head });
    };
    const sightChanged = (): void => {
      if (isHidden()) pause();
      // Where it can't be read now, the stream tells of the next version.
      else void catchUp().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', sightChanged);
    if (!isHidden()) follow();
    return () => {
      document.removeEventListener('visibilitychange', sightChanged);
      pause();
    };
  });
}

function isHidden(): boolean {
  return document.visibilityState === 'hidden';
}

// Not copied: reading one of its members throws.
function withWatch(trail: PolicyTrail, watch: PolicyTrail['watch']): PolicyTrail {
  return Object.create(trail, { watch: { value: watch } }) as PolicyTrail;
}
