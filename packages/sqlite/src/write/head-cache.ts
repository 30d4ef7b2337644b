import { type HeadCache, headCache } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';

/** The heads that this connection wrote last. */
export interface ConnectionHeads extends HeadCache {
  /** Forgets all where another connection has changed the database. To be called with the write lock held. */
  refresh(): void;
}

/**
 * Heads are kept only on a connection of the store's own. The application's may be changed by its own statements, and
 * rolled back, without our knowing.
 */
export function connectionHeads({ database, owner }: Connection): ConnectionHeads {
  const heads = headCache();
  if (owner === 'host') return { ...heads, keep: () => {}, refresh: () => {} };
  // Changes whenever another connection has committed, https://www.sqlite.org/pragma.html#pragma_data_version.
  const dataVersion = database.prepare('PRAGMA data_version');
  let seen: unknown;
  return {
    ...heads,
    refresh() {
      const now = (dataVersion.get() as { readonly data_version: unknown }).data_version;
      if (now === seen) return;
      seen = now;
      heads.clear();
    },
  };
}
