import type { TrailContext } from '../trail/context.js';
import type { RuleTypes } from './judge/rule-types.js';

/** What every operation of a trail that decides is handed. */
export interface DecisionContext extends TrailContext {
  readonly ruleTypes: RuleTypes;
}
