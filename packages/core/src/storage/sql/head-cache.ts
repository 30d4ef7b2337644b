import { lruMap } from '../../values/lru-map.js';
import type { PolicyHead } from '../port.js';

/** The heads that a store wrote last, so that a save need not read back what the one before it wrote. */
export interface HeadCache {
  find(policyId: string): PolicyHead | undefined;
  keep(head: PolicyHead): void;
  forget(policyId: string): void;
  clear(): void;
}

/** Some 4 MB of policies' text. */
const maxCharacters = 4_000_000;

export function headCache(): HeadCache {
  const fresh = () => lruMap<PolicyHead | undefined>(Number.POSITIVE_INFINITY, maxCharacters);
  let heads = fresh();
  return {
    find: (policyId) => heads.get(policyId),
    keep: (head) => heads.set(head.latest.policyId, head, head.latest.policyJson.length),
    forget: (policyId) => heads.set(policyId, undefined, policyId.length),
    clear() {
      heads = fresh();
    },
  };
}
