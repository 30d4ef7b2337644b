import type { EvaluationQuery, PolicyStore, StoredEvaluation } from '../../storage/port.js';

/** All evaluations that a query asks for, newest first, in pages of its limit; each is read once the one before is done with. */
export async function* evaluationPages(
  store: PolicyStore,
  query: EvaluationQuery,
): AsyncGenerator<readonly StoredEvaluation[], void> {
  for (let { before } = query; ; ) {
    const { evaluations } = await store.listEvaluations(before === undefined ? query : { ...query, before });
    yield evaluations;
    before = evaluations.at(-1);
    if (before === undefined || evaluations.length < query.limit) return;
  }
}
