import { measureDrift } from '../../evaluation/drift/measure-drift.js';
import type { Evaluation } from '../../record/evaluation.js';
import type { EvaluationCursor, StoredEvaluation } from '../../storage/port.js';
import { toListedEvaluation } from '../../storage/stored-evaluation.js';
import { limitOf } from '../../trail/read/history.js';
import { canonicalJson } from '../../values/canonical/canonical-json.js';
import { assertPolicyId } from '../../values/id.js';
import type { DecisionContext } from '../context.js';
import { type VersionReader, versionReader } from '../judge/version-reader.js';
import type { StaleEvaluation, StalePage, StaleQuery } from '../policy-trail.js';
import { evaluationPages } from '../read/evaluation-pages.js';
import { cursorOf } from '../read/evaluations.js';
import { newestIdOf } from '../read/newest.js';
import { sidesOf } from './judged-sides.js';

const pageSize = 200;

/**
 * The newest evaluation of each subject that drifted, newest first. Reads page by page; of what it has read it keeps the
 * names of the subjects.
 */
export async function stale(
  context: DecisionContext,
  policyId: string,
  { limit, before }: StaleQuery = {},
): Promise<StalePage> {
  assertPolicyId(policyId);
  const most = limitOf(limit);
  const reader = versionReader(context.store);
  const found: StaleEvaluation[] = [];
  for await (const stored of newestOfEach(context, policyId, before === undefined ? undefined : cursorOf(before))) {
    if (found.length === most) return { stale: found, next: nextOf(found) };
    const drifted = await driftOf(context, reader, toListedEvaluation(stored));
    if (drifted !== undefined) found.push(drifted);
  }
  return { stale: found, next: null };
}

async function driftOf(
  context: DecisionContext,
  reader: VersionReader,
  evaluation: Evaluation,
): Promise<StaleEvaluation | undefined> {
  const { before, after } = await sidesOf(context, reader, evaluation);
  const { input, evaluatedAt } = evaluation;
  const { grade, rules } = measureDrift(before, after, { input, now: evaluatedAt });
  return grade === 'none' ? undefined : { evaluation, grade, rules };
}

/** Of each subject the newest evaluation, newest first; what is of nothing with a name can't be asked for again, and is left out. */
async function* newestOfEach(
  { store }: DecisionContext,
  policyId: string,
  start: EvaluationCursor | undefined,
): AsyncGenerator<StoredEvaluation, void> {
  const seen = new Set<string>();
  const query = { policyId, limit: pageSize };
  for await (const page of evaluationPages(store, start === undefined ? query : { ...query, before: start })) {
    for (const evaluation of page) {
      const { subject } = evaluation;
      if (subject === null) continue;
      const name = canonicalJson([subject.type, subject.id, subject.version]);
      if (seen.has(name)) continue;
      seen.add(name);
      // On a later page: a newer one may stand on a page before.
      if (start === undefined || (await newestIdOf(store, { policyId, subject })) === evaluation.id) yield evaluation;
    }
  }
}

function nextOf(found: readonly StaleEvaluation[]): EvaluationCursor | null {
  const last = found.at(-1)?.evaluation;
  return last === undefined ? null : { evaluatedAt: last.evaluatedAt, id: last.id };
}
