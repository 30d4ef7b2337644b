import type { Speech } from '../speech.js';

/** What `<policy-decision>` says. */
export type DecisionMessages = ReturnType<typeof decisionEn>;

export const decisionEn = (_speech: Speech) => ({});
