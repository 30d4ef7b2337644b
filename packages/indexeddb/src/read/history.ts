import {
  type HistoryFilter,
  matchesFilter,
  type VersionPage,
  type VersionQuery,
  type VersionSummary,
} from '@policytrail/core';
import type { Reading } from '../database/tables.js';
import { orderKey } from '../keys/order-key.js';
import { afterAll, between, under } from '../keys/range.js';
import { collector } from './collector.js';
import { firstRows, lastRows, walk } from './pages.js';
import { readLatest } from './versions.js';

/** One page of a policy's history, without bodies. */
export function listVersions(transaction: Reading, query: VersionQuery): Promise<VersionPage> {
  const { filter } = query;
  return filter === undefined ? wholeHistory(transaction, query) : filteredHistory(transaction, query, filter);
}

async function wholeHistory(transaction: Reading, query: VersionQuery): Promise<VersionPage> {
  const { policyId, limit, order, after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  const policy = orderKey(policyId);
  const range = between({ key: [policy, after], isOpen: true }, { key: [policy, before], isOpen: true });
  const rows = order === 'oldest' ? firstRows : lastRows;
  const [versions, latest] = await Promise.all([
    rows(transaction.objectStore('versions'), range, limit),
    readLatest(transaction, policyId),
  ]);
  return { versions, total: latest?.version ?? 0 };
}

// One walk over all that is small in each version.
async function filteredHistory(
  transaction: Reading,
  { policyId, limit, order, after = 0, before = Number.MAX_SAFE_INTEGER }: VersionQuery,
  filter: HistoryFilter,
): Promise<VersionPage> {
  const policy = orderKey(policyId);
  const found = collector<VersionSummary>(limit, order);
  await walk(transaction.objectStore('versions'), under(policy), {
    nextRange: ({ version }) => between({ key: [policy, version], isOpen: true }, { key: afterAll([policy]) }),
    visit(row) {
      if (matchesFilter(row, filter)) found.add(row, row.version > after && row.version < before);
    },
  });
  return { versions: found.page(), total: found.total() };
}
