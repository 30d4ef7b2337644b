import type { StoredVersion } from '../../storage/port.js';
import type { Instant } from '../../values/instant.js';

/** What is kept of the versions before, to check the next one. */
export interface Lineage {
  /** The version one number below; undefined for a first version, and after a gap. */
  readonly previous: StoredVersion | undefined;
  readonly labels: ReadonlySet<string>;
  /** When the versions that were planned take effect, by number; withdrawn ones left out. */
  readonly plans: ReadonlyMap<number, Instant>;
}

/** A lineage that grows with each version. */
export interface GrowingLineage {
  before(version: number): Lineage;
  add(stored: StoredVersion): void;
}

export function growLineage(): GrowingLineage {
  const labels = new Set<string>();
  const plans = new Map<number, Instant>();
  let last: StoredVersion | undefined;
  return {
    before: (version) => ({ previous: last?.version === version - 1 ? last : undefined, labels, plans }),
    add(stored) {
      const { version, label, createdAt, effectiveAt, withdraws } = stored;
      if (label !== null) labels.add(label);
      if (effectiveAt > createdAt) plans.set(version, effectiveAt);
      if (withdraws !== null) plans.delete(withdraws);
      last = stored;
    },
  };
}
