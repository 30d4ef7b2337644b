export { PolicyDecision } from './decision/policy-decision.js';
