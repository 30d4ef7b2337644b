import type { DoctorCheck } from '@policytrail/core';

/** What one look found. */
export type Finding = Omit<DoctorCheck, 'id'>;

/** A check that a failing browser fails, instead of breaking the report. */
export async function check(id: string, look: () => Promise<Finding>): Promise<DoctorCheck> {
  try {
    return { id, ...(await look()) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'the browser did not answer';
    return { id, status: 'failed', message: `could not be checked: ${reason}` };
  }
}

export function ok(message: string): Finding {
  return { status: 'ok', message };
}

export function warning(message: string): Finding {
  return { status: 'warning', message };
}

export function failed(message: string): Finding {
  return { status: 'failed', message };
}
