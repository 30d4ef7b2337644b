import type { HistoryFilter, PolicyPage } from '../../storage/port.js';
import { invalidArgument } from '../../values/error.js';
import { assertPolicyId, assertText } from '../../values/id.js';
import { parseInstant } from '../../values/instant.js';
import { parsePointer } from '../../values/json-pointer.js';
import type { TrailContext } from '../context.js';
import { knownOptions } from '../known-options.js';
import type { History, HistoryQuery, PoliciesQuery } from '../trail.js';
import { assertVersionNumber } from './require.js';
import { currentOf } from './version.js';

const defaultLimit = 50;
const largestLimit = 500;

/** One page of a policy's versions, newest first. */
export async function history(context: TrailContext, policyId: string, query: HistoryQuery = {}): Promise<History> {
  assertPolicyId(policyId, { internal: true });
  const { before, after, filter } = query;
  if (before !== undefined) assertVersionNumber('before', before);
  if (after !== undefined) assertAfter(after);
  const head = await context.store.readHead(policyId);
  const isForward = after !== undefined && before === undefined;
  const page = await context.store.listVersions({
    policyId,
    limit: limitOf(query.limit),
    order: isForward ? 'oldest' : 'newest',
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(filter === undefined ? {} : { filter: checkedFilter(knownOptions('filter', filter)) }),
  });
  return {
    versions: isForward ? page.versions.toReversed() : page.versions,
    total: page.total,
    head: head?.latest.version,
    current: head === undefined ? undefined : currentOf(head, context.clock())?.version,
  };
}

export async function policies({ store }: TrailContext, query: PoliciesQuery = {}): Promise<PolicyPage> {
  const { prefix, after, includeInternal = false } = query;
  if (prefix !== undefined) assertText('prefix', prefix, { maxLength: 200 });
  if (after !== undefined) assertText('after', after, { maxLength: 200 });
  return store.listPolicies({
    limit: limitOf(query.limit),
    includeInternal,
    ...(prefix === undefined ? {} : { prefix }),
    ...(after === undefined ? {} : { after }),
  });
}

/** A page size. Throws `invalid_argument` outside 1 to 500. */
export function limitOf(limit: number = defaultLimit): number {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= largestLimit) return limit;
  throw invalidArgument(`limit must be a whole number from 1 to ${largestLimit}`, { argument: 'limit' });
}

function assertAfter(after: number): void {
  if (Number.isSafeInteger(after) && after >= 0) return;
  throw invalidArgument('after must be a whole number from 0', { argument: 'after' });
}

function checkedFilter({ text, author, from, to, field }: HistoryFilter): HistoryFilter {
  if (text !== undefined) assertText('filter.text', text, { maxLength: 10_000 });
  if (author !== undefined) assertText('filter.author', author, { maxLength: 200 });
  if (field !== undefined) parsePointer(field);
  return {
    ...(text === undefined || text === '' ? {} : { text }),
    ...(author === undefined ? {} : { author }),
    ...(from === undefined ? {} : { from: parseInstant(from, 'filter.from') }),
    ...(to === undefined ? {} : { to: parseInstant(to, 'filter.to') }),
    ...(field === undefined ? {} : { field }),
  };
}
