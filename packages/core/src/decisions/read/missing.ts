import { type SubjectKey, subjectText } from '../../policy/pin.js';
import { PolicytrailError } from '../../values/error.js';

/** Nothing is recorded under an id, or of a subject. */
export function missingEvaluation(
  policyId: string,
  wanted: { readonly evaluationId: string } | { readonly subject: SubjectKey },
): PolicytrailError<'missing_evaluation'> {
  if ('evaluationId' in wanted) {
    const { evaluationId } = wanted;
    const message = `\`${policyId}\` has no evaluation \`${evaluationId}\``;
    return new PolicytrailError('missing_evaluation', message, { policyId, evaluationId });
  }
  const subject = subjectText(wanted.subject);
  const message = `no evaluation of \`${subject}\` by \`${policyId}\` is recorded; evaluate it, or give its input to have it explained`;
  return new PolicytrailError('missing_evaluation', message, { policyId, subject });
}
