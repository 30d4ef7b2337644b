import { onlyKnown } from '../values/options/only-known.js';
import type {
  ApproveOptions,
  EvaluateOptions,
  EvaluationRequest,
  EvaluationsFilter,
  EvaluationsQuery,
  ExplainOptions,
  RecorderOptions,
  ReevaluateOptions,
  RejectOptions,
  StaleQuery,
} from './policy-trail.js';

interface OptionsOf {
  readonly evaluate: EvaluateOptions;
  readonly evaluateMany: EvaluationRequest;
  readonly evaluationRecorder: RecorderOptions;
  readonly evaluations: EvaluationsQuery;
  readonly filter: EvaluationsFilter;
  readonly explain: ExplainOptions;
  readonly stale: StaleQuery;
  readonly reevaluate: ReevaluateOptions;
  readonly approve: ApproveOptions;
  readonly reject: RejectOptions;
  readonly waive: ApproveOptions;
  readonly revoke: RejectOptions;
}

const rejecting = ['ruleIds', 'as', 'by', 'reason', 'requestId'] as const;
const approving = ['ruleIds', 'as', 'by', 'reason', 'requestId', 'expiresAt', 'upTo'] as const;

const names: { readonly [Operation in keyof OptionsOf]: readonly (keyof OptionsOf[Operation] | 'dryRun')[] } = {
  evaluate: ['subject', 'version', 'by', 'id', 'dryRun'],
  // `dryRun` is told apart where it is refused.
  evaluateMany: ['subject', 'version', 'by', 'id', 'policyId', 'input', 'dryRun'],
  evaluationRecorder: ['maxPending', 'batchSize', 'maxDelayMilliseconds', 'timer'],
  evaluations: ['limit', 'before', 'filter'],
  filter: ['subject', 'status', 'ruleId', 'policyVersion', 'from', 'to'],
  explain: ['evaluationId', 'at', 'input'],
  stale: ['limit', 'before'],
  reevaluate: ['by', 'input', 'version', 'trigger', 'id'],
  approve: approving,
  reject: rejecting,
  waive: approving,
  revoke: rejecting,
};

/** The options, if there are none that the operation does not know: a misspelt `expiresAt` must not be ignored. */
export function knownDecisionOptions<Options extends object | undefined>(
  operation: keyof OptionsOf,
  options: Options,
): Options {
  return onlyKnown(operation, names[operation], options);
}
