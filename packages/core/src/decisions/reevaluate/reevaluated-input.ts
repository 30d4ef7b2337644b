import type { VersionHeader } from '../../policy/version.js';
import { type Evaluation, type EvaluationTrigger, evaluationTriggers } from '../../record/evaluation.js';
import type { TrailContext } from '../../trail/context.js';
import { type DefinitionRecord, referenceText } from '../../trail/definition-documents.js';
import { canonicalJson } from '../../values/canonical/canonical-json.js';
import { invalidArgument, PolicytrailError } from '../../values/error.js';
import { type GivenInput, readInput } from '../evaluate/given-input.js';
import type { ReevaluateOptions } from '../policy-trail.js';

/**
 * The input that is given anew, else the recorded one: checked again only where another definition checks now, as what a
 * schema returns need not fit it. Throws `missing_evaluation` where it was erased.
 */
export function reevaluatedInput(
  context: TrailContext,
  definition: DefinitionRecord | undefined,
  previous: Evaluation,
  given: unknown,
): GivenInput {
  if (given !== undefined) return readInput(context, definition, given);
  if (previous.erased !== null || previous.decision === null) throw erasedInput(previous);
  const { input, schema } = previous;
  const isChecked =
    definition !== undefined && schema !== null && referenceText(definition.reference) === referenceText(schema);
  if (definition !== undefined && !isChecked) return readInput(context, definition, input);
  return { json: canonicalJson(input, { maxBytes: Number.POSITIVE_INFINITY }), isChecked };
}

/** What brought a re-evaluation about. Throws `invalid_argument`. */
export function triggerOf(
  { trigger, input }: ReevaluateOptions,
  previous: Evaluation,
  version: VersionHeader,
): EvaluationTrigger {
  if (trigger === undefined) {
    if (input !== undefined) return 'input';
    return version.requestId === previous.versionRequestId ? 'request' : 'policy';
  }
  if (evaluationTriggers.includes(trigger)) return trigger;
  throw invalidArgument(`trigger must be one of ${evaluationTriggers.join(', ')}`, { argument: 'trigger' });
}

function erasedInput({ policyId, id }: Evaluation): PolicytrailError<'missing_evaluation'> {
  const message = `the input of evaluation \`${id}\` of \`${policyId}\` was erased; give the input to have it evaluated again`;
  return new PolicytrailError('missing_evaluation', message, { policyId, evaluationId: id });
}
