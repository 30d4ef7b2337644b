import { isFailure } from '../../expression/failure.js';
import type { Run } from '../../expression/run/run.js';
import type { CompiledRule } from '../compile/compiled-policy.js';
import { soleValues } from '../judge/violation.js';
import type { RuleReading } from './drift.js';

/** What a rule compares for a run's input, also where it passes or is not reached. */
export function readRule({ rule, condition }: CompiledRule, run: Run): RuleReading {
  const trace = rule.isEnabled ? condition?.trace(run) : undefined;
  const isSole = trace !== undefined && !isFailure(trace) && trace.comparisons.length === 1;
  return soleValues(isSole ? trace.comparisons[0] : undefined);
}
