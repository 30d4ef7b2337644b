import { sha256Hex } from '@policytrail/core';

/** A statement that is asked again and again, under a name that stands for its text alone. */
export interface Statement {
  readonly text: string;
  readonly name: string;
}

/** A statement whose values are marked `?` in their order. */
export function statement(sql: string): Statement {
  const text = numbered(sql);
  return { text, name: `policytrail_${sha256Hex(text).slice(0, 32)}` };
}

/** The same with `$1`, `$2` … for each `?`. */
export function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
}
