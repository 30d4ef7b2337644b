import {
  compareCodePoints,
  type EvaluationFilter,
  type EvaluationHeader,
  type EvaluationPage,
  type EvaluationQuery,
  matchesEvaluationFilter,
} from '@policytrail/core';
import type { EvaluationIndex, Reading } from '../../database/tables.js';
import { together } from '../../database/transaction.js';
import { orderKey } from '../../keys/order-key.js';
import { afterAll, type Bound, between, type KeyPart } from '../../keys/range.js';
import { collector } from '../collector.js';
import { lastRows, walk } from '../pages.js';
import { withPayload } from './evaluations.js';

/** One page of a policy's evaluations, newest first. */
export async function listEvaluations(transaction: Reading, query: EvaluationQuery): Promise<EvaluationPage> {
  const { rows, total } = await pageOf(transaction, query);
  return { evaluations: await Promise.all(rows.map((row) => withPayload(transaction, row))), total };
}

interface Page {
  readonly rows: readonly EvaluationHeader[];
  readonly total: number;
}

async function pageOf(transaction: Reading, query: EvaluationQuery): Promise<Page> {
  const { ruleId, subject } = query.filter ?? {};
  const way = wayTo(query);
  if (way.isWhole) return indexedPage(transaction, query, way);
  const violating = ruleId === undefined ? undefined : await violatingIds(transaction, query.policyId, ruleId);
  const isRare = violating !== undefined && violating.size <= mostLookUps;
  return isRare && subject === undefined
    ? pageOfFew(transaction, query, violating)
    : filteredPage(transaction, query, way, violating);
}

// More evaluations than that are found quicker by reading all.
const mostLookUps = 1000;

/** The index that leads to the fewest evaluations; `isWhole` where it and the dates are all that was asked for. */
interface Way {
  readonly index: EvaluationIndex;
  readonly parts: KeyPart;
  readonly isWhole: boolean;
}

function wayTo({ policyId, filter = {} }: EvaluationQuery): Way {
  const { subject, policyVersion, status, ruleId } = filter;
  const others = [subject, policyVersion, status, ruleId].filter((member) => member !== undefined).length - 1;
  const isWhole = others <= 0 && ruleId === undefined;
  if (subject !== undefined) {
    const parts = [policyId, subject.type, subject.id];
    return { index: 'subject', parts, isWhole: isWhole && subject.version === undefined };
  }
  if (policyVersion !== undefined) return { index: 'version', parts: [policyId, policyVersion], isWhole };
  if (status !== undefined) return { index: 'status', parts: [policyId, status], isWhole };
  return { index: 'time', parts: [policyId], isWhole };
}

async function indexedPage(transaction: Reading, query: EvaluationQuery, { index, parts }: Way): Promise<Page> {
  const source = transaction.objectStore('evaluations').index(index);
  const { lower, upper } = boundsOf(parts, query.filter);
  const range = between(lower, upper);
  const [total, rows] = await together([
    async () => (range === undefined ? 0 : source.count(range)),
    () => lastRows(source, between(lower, earlierOf(upper, query, parts)), query.limit),
  ]);
  return { rows, total };
}

async function filteredPage(
  transaction: Reading,
  query: EvaluationQuery,
  { index, parts }: Way,
  violating: ReadonlySet<string> | undefined,
): Promise<Page> {
  const { filter = {}, limit } = query;
  const { lower, upper } = boundsOf(parts, filter);
  const found = collector<EvaluationHeader>(limit, 'newest');
  await walk(transaction.objectStore('evaluations').index(index), between(lower, upper), {
    nextRange: ({ evaluatedAt, id }) => between({ key: [...parts, evaluatedAt, id], isOpen: true }, upper),
    visit(row) {
      if (matches(row, filter, violating?.has(orderKey(row.id)) ?? false)) found.add(row, isBefore(row, query));
    },
  });
  return { rows: found.page(), total: found.total() };
}

async function pageOfFew(transaction: Reading, query: EvaluationQuery, ids: ReadonlySet<string>): Promise<Page> {
  const { filter = {}, limit, policyId } = query;
  const evaluations = transaction.objectStore('evaluations');
  const rows = await together([...ids].map((id) => () => evaluations.get([orderKey(policyId), id])));
  const matching = rows.filter((row) => row !== undefined).filter((row) => matches(row, filter, true));
  const page = matching.filter((row) => isBefore(row, query)).sort(newestFirst);
  return { rows: page.slice(0, limit), total: matching.length };
}

/** The evaluations that violated a rule, as their ids stand in keys. */
async function violatingIds(transaction: Reading, policyId: string, ruleId: string): Promise<ReadonlySet<string>> {
  const keys = await transaction.objectStore('violations').index('rule').getAllKeys([policyId, ruleId]);
  return new Set(keys.map(([, id]) => id));
}

function boundsOf(
  parts: KeyPart,
  { from, to }: EvaluationFilter = {},
): { readonly lower: Bound; readonly upper: Bound } {
  return {
    lower: { key: from === undefined ? [...parts] : [...parts, from] },
    upper: to === undefined ? { key: afterAll(parts) } : { key: [...parts, to], isOpen: true },
  };
}

function earlierOf(upper: Bound, { before }: EvaluationQuery, parts: KeyPart): Bound {
  if (before === undefined) return upper;
  const key = [...parts, before.evaluatedAt, before.id];
  return indexedDB.cmp(key, upper.key) < 0 ? { key, isOpen: true } : upper;
}

function matches(row: EvaluationHeader, filter: EvaluationFilter, isViolating: boolean): boolean {
  const violations = isViolating && filter.ruleId !== undefined ? [{ ruleId: filter.ruleId }] : [];
  return matchesEvaluationFilter({ ...row, payload: null, erasure: null }, violations, filter);
}

function isBefore({ evaluatedAt, id }: EvaluationHeader, { before }: EvaluationQuery): boolean {
  if (before === undefined || evaluatedAt < before.evaluatedAt) return true;
  return evaluatedAt === before.evaluatedAt && compareCodePoints(id, before.id) < 0;
}

function newestFirst(one: EvaluationHeader, other: EvaluationHeader): number {
  if (one.evaluatedAt !== other.evaluatedAt) return one.evaluatedAt < other.evaluatedAt ? 1 : -1;
  return compareCodePoints(other.id, one.id);
}
