import type { DriftGrade, EffectiveDecision, Evaluation, EvaluationCursor, PolicyTrail } from '@policytrail/core';
import { type StandingName, standingOf } from './wording.js';

/** A recorded decision as a list shows it. */
export interface ListedEvaluation {
  readonly evaluation: Evaluation;
  /** With the reviews, as they count now. */
  readonly effective: EffectiveDecision;
  /** How the policy moved since; undefined for what another evaluation of the subject took the place of. */
  readonly grade: DriftGrade | undefined;
}

export interface ListedEvaluations {
  readonly listed: readonly ListedEvaluation[];
  /** All that are recorded, however they stand. */
  readonly total: number;
  readonly hasOlder: boolean;
  /** What they were asked for by. */
  readonly standing: StandingName | undefined;
}

export interface ListQuery {
  /** Most that are listed. */
  readonly limit: number;
  /** Only those that stand so. */
  readonly standing?: StandingName;
}

const pageSize = 100;
// How a decision stands is no column of a store: so many are looked at for each one that may be listed.
const lookedAtPerListed = 20;

type Reviewed = Omit<ListedEvaluation, 'grade'>;

/** The newest evaluations of a policy, with what was said of them and how far the policy has drifted. */
export async function listEvaluations(
  trail: PolicyTrail,
  policyId: string,
  query: ListQuery,
): Promise<ListedEvaluations> {
  const [{ found, total, hasOlder }, { stale }, current] = await Promise.all([
    findReviewed(trail, policyId, query),
    trail.stale(policyId, { limit: 500 }),
    trail.current(policyId),
  ]);
  const grades = new Map(stale.map(({ evaluation, grade }) => [evaluation.id, grade]));
  const listed = found.map((one): ListedEvaluation => {
    const isOfCurrent = one.evaluation.policyVersion === current?.version;
    return { ...one, grade: grades.get(one.evaluation.id) ?? (isOfCurrent ? 'none' : undefined) };
  });
  return { listed, total, hasOlder, standing: query.standing };
}

async function findReviewed(
  trail: PolicyTrail,
  policyId: string,
  { limit, standing }: ListQuery,
): Promise<{ readonly found: readonly Reviewed[]; readonly total: number; readonly hasOlder: boolean }> {
  const found: Reviewed[] = [];
  const mostLookedAt = standing === undefined ? limit : limit * lookedAtPerListed;
  let lookedAt = 0;
  let before: EvaluationCursor | undefined;
  for (;;) {
    const size = Math.min(pageSize, mostLookedAt - lookedAt);
    const page = await trail.evaluations(policyId, { limit: size, ...(before && { before }) });
    const reviewed = await Promise.all(page.evaluations.map((evaluation) => withReviews(trail, policyId, evaluation)));
    found.push(...reviewed.filter(({ name }) => standing === undefined || name === standing).map(({ one }) => one));
    lookedAt += page.evaluations.length;
    const last = page.evaluations.at(-1);
    const isEnd = page.evaluations.length < size || last === undefined || lookedAt >= page.total;
    if (isEnd || lookedAt >= mostLookedAt || found.length >= limit) {
      return { found: found.slice(0, limit), total: page.total, hasOlder: !isEnd || found.length > limit };
    }
    before = { evaluatedAt: last.evaluatedAt, id: last.id };
  }
}

async function withReviews(
  trail: PolicyTrail,
  policyId: string,
  evaluation: Evaluation,
): Promise<{ readonly one: Reviewed; readonly name: StandingName }> {
  const record = await trail.evaluation(policyId, evaluation.id);
  const effective = record?.effective ?? unreviewed(evaluation);
  return { one: { evaluation, effective }, name: standingOf(effective, evaluation.status) };
}

function unreviewed({ status }: Evaluation): EffectiveDecision {
  const approval = { required: false, status: 'not_required', approvers: [] } as const;
  return { status, approval, allowed: status === 'approved' };
}
