import { compareCodePoints } from '../filter/code-point-order.js';
import { matchesFilter } from '../filter/history-filter.js';
import type { PolicyQuery, PolicySummary, StoredVersion, VersionPage, VersionQuery, VersionSummary } from '../port.js';
import type { PolicyRows } from './policy-rows.js';
import { countBefore } from './sorted-list.js';

/** One page of a policy's history, without the policies. */
export function pageOfVersions({ versions }: PolicyRows, query: VersionQuery): VersionPage {
  const { filter, after = 0, before = Number.POSITIVE_INFINITY, limit, order } = query;
  const matching = filter === undefined ? versions : versions.filter((row) => matchesFilter(row, filter));
  const first = countBefore(matching, (row) => row.version <= after);
  const end = Math.max(
    first,
    countBefore(matching, (row) => row.version < before),
  );
  const page =
    order === 'oldest'
      ? matching.slice(first, Math.min(end, first + limit))
      : matching.slice(Math.max(first, end - limit), end).reverse();
  return { versions: page.map(summaryOf), total: matching.length };
}

/** The ids a query asks for, whatever the page, of ids in code point order. */
export function matchingIds(ids: readonly string[], { prefix = '', includeInternal }: PolicyQuery): readonly string[] {
  return ids.filter((id) => id.startsWith(prefix) && (includeInternal || !id.startsWith('~')));
}

/** One page of ids in code point order. */
export function pageOfIds(ids: readonly string[], { after, limit }: PolicyQuery): readonly string[] {
  const first = after === undefined ? 0 : countBefore(ids, (id) => compareCodePoints(id, after) <= 0);
  return ids.slice(first, first + limit);
}

export function policySummaryOf({ versions }: PolicyRows): PolicySummary | undefined {
  const first = versions[0];
  const latest = versions.at(-1);
  if (first === undefined || latest === undefined) return undefined;
  const { policyId, version, createdAt, title } = latest;
  return { policyId, head: version, createdAt: first.createdAt, changedAt: createdAt, title };
}

function summaryOf({ policyJson, ...summary }: StoredVersion): VersionSummary {
  return summary;
}
