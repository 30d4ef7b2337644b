/** What judges: recorded with every evaluation, changed only when a decision could change. */
export const engine = 'policytrail-rules/1';
