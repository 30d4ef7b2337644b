import { type Subject, subjectKeyOf } from '../../policy/pin.js';
import type { EvaluationFilter, PolicyStore, ReviewedEvaluation } from '../../storage/port.js';
import type { Instant } from '../../values/instant.js';
import { subjectFilter } from './evaluations.js';

/** Where a subject's evaluation is looked for. */
export interface EvaluationPlace {
  readonly policyId: string;
  readonly subject: Subject;
  /** The newest at or before this instant. Default: the newest. */
  readonly at?: Instant | undefined;
}

/** The newest evaluation of a subject, with its reviews. */
export async function newestOf(store: PolicyStore, place: EvaluationPlace): Promise<ReviewedEvaluation | undefined> {
  const id = await newestIdOf(store, place);
  return id === undefined ? undefined : store.readEvaluation(place.policyId, id);
}

/** The id of the newest evaluation of a subject. */
export async function newestIdOf(
  store: PolicyStore,
  { policyId, subject, at }: EvaluationPlace,
): Promise<string | undefined> {
  const filter = { subject: subjectFilter(subject), ...(at === undefined ? {} : { to: justAfter(at) }) };
  const { evaluations } = await store.listEvaluations({ policyId, limit: 1, filter });
  return evaluations[0]?.id;
}

/** An evaluation by its id, where it is one of the subject. */
export async function evaluationOf(
  store: PolicyStore,
  { policyId, subject }: EvaluationPlace,
  id: string,
): Promise<ReviewedEvaluation | undefined> {
  const found = await store.readEvaluation(policyId, id);
  return found !== undefined && isOf(found, subject) ? found : undefined;
}

function isOf({ evaluation: { subject } }: ReviewedEvaluation, wanted: Subject): boolean {
  const { type, id, version } = subjectKeyOf(wanted);
  if (subject?.type !== type || subject.id !== id) return false;
  return wanted.version === undefined || subject.version === version;
}

// A filter's end is exclusive; instants are whole milliseconds.
function justAfter(at: Instant): NonNullable<EvaluationFilter['to']> {
  return new Date(Date.parse(at) + 1).toISOString();
}
