import type { SqliteValue } from '../driver/database.js';

/** A condition and what is bound to it. */
export type Condition = readonly [sql: string, ...values: SqliteValue[]];

export function sqlOf(conditions: readonly Condition[]): string {
  return conditions.map(([sql]) => sql).join(' AND ');
}

export function valuesOf(conditions: readonly Condition[]): SqliteValue[] {
  return conditions.flatMap(([, ...values]) => values);
}
