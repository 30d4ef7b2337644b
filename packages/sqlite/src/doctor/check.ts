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
