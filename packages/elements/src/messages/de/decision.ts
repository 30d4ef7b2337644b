import type { DecisionMessages } from '../en/decision.js';
import type { Speech } from '../speech.js';

export const decisionDe = (_speech: Speech): DecisionMessages => ({});
