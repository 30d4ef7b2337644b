import type { DecisionMessages } from '../en/decision.js';
import type { Speech } from '../speech.js';

export const decisionAr = (_speech: Speech): DecisionMessages => ({});
