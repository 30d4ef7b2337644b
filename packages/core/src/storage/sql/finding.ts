import type { DoctorCheck } from '../port.js';

/** What one look found. */
export type Finding = Omit<DoctorCheck, 'id'>;

export function ok(message: string): Finding {
  return { status: 'ok', message };
}

export function warning(message: string): Finding {
  return { status: 'warning', message };
}

export function failed(message: string): Finding {
  return { status: 'failed', message };
}

/** `fine` where nothing was found, else what was found, up to `limit` named. */
export function findings(found: readonly string[], fine: string, verdict: (message: string) => Finding): Finding {
  if (found.length === 0) return ok(fine);
  const named = found.slice(0, limit).join('; ');
  return verdict(found.length > limit ? `${named}; and more` : named);
}

/** How many findings a message names. */
export const limit = 5;
