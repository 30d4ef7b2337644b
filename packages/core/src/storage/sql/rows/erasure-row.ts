import type { Erasure } from '../../../record/evaluation.js';
import { actorColumns, toActor } from './actor.js';
import type { ColumnValue } from './column-value.js';

const columns = [
  'policy_id',
  'evaluation_id',
  'erased_at',
  'erased_by',
  'erased_by_kind',
  'erased_by_name',
  'on_behalf_of',
  'on_behalf_of_name',
  'reason',
  'hash',
] as const;

/** Columns of an erasure, in the order of {@link erasureValues}. */
export const erasureColumns: string = columns.join(', ');

/** The same columns of `alias`, under names that an evaluation has no column of. */
export function erasureColumnsOf(alias: string): string {
  return columns.map((column) => `${alias}.${column} AS erasure_${column}`).join(', ');
}

/** Under the names of {@link erasureColumnsOf}; all null where there is no erasure. */
interface ErasureRow {
  readonly erasure_policy_id: string | null;
  readonly erasure_evaluation_id: string;
  readonly erasure_erased_at: string;
  readonly erasure_erased_by: string | null;
  readonly erasure_erased_by_kind: string | null;
  readonly erasure_erased_by_name: string | null;
  readonly erasure_on_behalf_of: string | null;
  readonly erasure_on_behalf_of_name: string | null;
  readonly erasure_reason: string | null;
  readonly erasure_hash: string;
}

/** The erasure in a row that holds {@link erasureColumnsOf}. */
export function erasureBeside(columns: unknown): Erasure | null {
  const row = columns as ErasureRow;
  if (row.erasure_policy_id === null) return null;
  return {
    policyId: row.erasure_policy_id,
    evaluationId: row.erasure_evaluation_id,
    erasedAt: row.erasure_erased_at,
    erasedBy: toActor([
      row.erasure_erased_by,
      row.erasure_erased_by_kind,
      row.erasure_erased_by_name,
      row.erasure_on_behalf_of,
      row.erasure_on_behalf_of_name,
    ]),
    reason: row.erasure_reason,
    hash: row.erasure_hash,
  };
}

export function erasureValues({ policyId, evaluationId, erasedAt, erasedBy, reason, hash }: Erasure): ColumnValue[] {
  return [policyId, evaluationId, erasedAt, ...actorColumns(erasedBy), reason, hash];
}
