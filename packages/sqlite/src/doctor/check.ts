import type { DoctorCheck } from '@policytrail/core';
import { type Finding, failed } from '@policytrail/core/sql';

/** A check that a failing database fails, instead of breaking the report. */
export function check(id: string, look: () => Finding): DoctorCheck {
  try {
    return { id, ...look() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'the database did not answer';
    return { id, ...failed(`could not be checked: ${reason}`) };
  }
}

/** What is wrong with each row, which is named by its first column. */
export function named(rows: readonly unknown[], problem: string): readonly string[] {
  return texts(rows).map((text) => `\`${text}\` ${problem}`);
}

/** The first column of each row. */
export function texts(rows: readonly unknown[]): readonly string[] {
  return rows.map((row) => String(Object.values(row as object)[0]));
}
