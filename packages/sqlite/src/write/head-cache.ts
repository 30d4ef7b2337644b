import type { PolicyHead } from '@policytrail/core';
import type { Connection } from '../driver/connection.js';

/** The heads that this connection wrote last, so that a save need not read back what the one before it wrote. */
export interface HeadCache {
  /** Forgets all where another connection has changed the database. To be called with the write lock held. */
  refresh(): void;
  find(policyId: string): PolicyHead | undefined;
  keep(policyId: string, head: PolicyHead): void;
  clear(): void;
}

// Some 4 MB of policies' text.
const maxLength = 4_000_000;

/**
 * Heads are kept only on a connection of the store's own. The application's may be changed by its own statements, and
 * rolled back, without our knowing.
 */
export function headCache({ database, owner }: Connection): HeadCache {
  const heads = new Map<string, PolicyHead>();
  let length = 0;
  // Changes whenever another connection has committed, https://www.sqlite.org/pragma.html#pragma_data_version.
  const dataVersion = owner === 'store' ? database.prepare('PRAGMA data_version') : undefined;
  let seen: unknown;
  const clear = (): void => {
    heads.clear();
    length = 0;
  };
  const drop = (policyId: string, head: PolicyHead | undefined): void => {
    if (head === undefined) return;
    heads.delete(policyId);
    length -= head.latest.policyJson.length;
  };
  return {
    clear,
    refresh() {
      const now = (dataVersion?.get() as { readonly data_version: unknown } | undefined)?.data_version;
      if (now === seen && now !== undefined) return;
      seen = now;
      clear();
    },
    find: (policyId) => heads.get(policyId),
    keep(policyId, head) {
      if (dataVersion === undefined) return;
      drop(policyId, heads.get(policyId));
      heads.set(policyId, head);
      length += head.latest.policyJson.length;
      for (const [oldest, its] of heads) {
        if (length <= maxLength) break;
        drop(oldest, its);
      }
    },
  };
}
