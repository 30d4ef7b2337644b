import type { Actor } from '@policytrail/core';
import type { AnyTrail, ServedTrail } from './options.js';

/** Most actors whose trails are kept at hand. */
const mostKept = 1_000;

/** Binds a trail to whoever asks; for an actor that is only an id, once. */
export function boundTrails(trail: ServedTrail): (actor: string | Actor) => AnyTrail {
  const kept = new Map<string, AnyTrail>();
  return (actor) => {
    const known = typeof actor === 'string' ? kept.get(actor) : undefined;
    if (known !== undefined) return known;
    const bound = trail.as(actor);
    if (typeof actor !== 'string') return bound;
    if (kept.size === mostKept) kept.clear();
    kept.set(actor, bound);
    return bound;
  };
}
