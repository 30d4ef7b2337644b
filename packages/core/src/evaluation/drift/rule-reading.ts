import { isFailure } from '../../expression/failure.js';
import type { Run } from '../../expression/run/run.js';
import type { CompiledRule } from '../compile/compiled-policy.js';
import { actualSide, thresholdSide } from '../judge/violation.js';
import type { RuleReading } from './drift.js';

const nothing: RuleReading = { thresholdValue: null, actualValue: null };

/** What a rule compares for a run's input, also where it passes or is not reached. */
export function readRule({ rule, condition }: CompiledRule, run: Run): RuleReading {
  const trace = rule.isEnabled ? condition?.trace(run) : undefined;
  if (trace === undefined || isFailure(trace) || trace.comparisons.length !== 1) return nothing;
  const [sole] = trace.comparisons;
  if (sole === undefined) return nothing;
  return { thresholdValue: thresholdSide(sole)?.value ?? null, actualValue: actualSide(sole)?.value ?? null };
}
