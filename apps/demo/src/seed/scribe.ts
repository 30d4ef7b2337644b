import { createPolicyTrail, type Instant, type PolicyStore, type PolicyTrail } from '@policytrail/core';
import { definitions } from '../policies/kind.js';

/** Something that happened. */
export interface Deed {
  readonly at: Instant;
  readonly write: () => Promise<unknown>;
}

/** Writes a trail as it would have come about. What was written before is found, not written again. */
export interface Scribe {
  readonly trail: PolicyTrail;
  /** In the order of their dates, each at its own. */
  write(deeds: readonly Deed[]): Promise<void>;
}

export function scribeFor(store: PolicyStore, story: string): Scribe {
  let now = '2025-01-01T00:00:00.000Z';
  let count = 0;
  // The same ids each time the story is written.
  const newId = (): string => `seed:${story}:${++count}`;
  // A story is no secret, and comes out the same in every browser, so that one reads the other's archive.
  const newSalt = (): string => `${++count}`.padStart(64, '0');
  return {
    trail: createPolicyTrail({ store, definitions, clock: () => now, newId, newSalt }),
    async write(deeds) {
      for (const { at, write } of deeds.toSorted((one, other) => (one.at < other.at ? -1 : 1))) {
        now = at;
        await write();
      }
    },
  };
}
