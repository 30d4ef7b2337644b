import type { EffectiveDecision } from '@policytrail/core';
import { exitCodes } from '../../failure.js';

/** What `--help` says of the exit code of a command that judges. */
export const judgedExitCodes = `
Exit codes:
  0  allowed: approved, also where all it was to wait for was approved or waived
  1  not allowed: a violation that blocks, or a rule that could not be evaluated`;

/** A script goes on only where the subject may. */
export function judgedExitCode({ allowed }: EffectiveDecision): number {
  return allowed ? exitCodes.ok : exitCodes.problem;
}
