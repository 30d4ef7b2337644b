export type { DecisionRecord } from './decision/model/decision-record.js';
export { PolicyDecision } from './decision/policy-decision.js';
