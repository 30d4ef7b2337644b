/** A condition and what is bound to it. */
export type Condition = readonly [sql: string, ...values: unknown[]];

export function sqlOf(conditions: readonly Condition[]): string {
  return conditions.map(([sql]) => sql).join(' AND ');
}

export function valuesOf(conditions: readonly Condition[]): unknown[] {
  return conditions.flatMap(([, ...values]) => values);
}
