import {
  type EvaluationPage,
  type EvaluationQuery,
  isPolicytrailError,
  type PolicyStore,
  type ReviewedEvaluation,
  type StoredEvaluation,
  type Write,
  type WriteOutcome,
} from '@policytrail/core';
import { delegateTo, pretend, type Saboteur } from './saboteur.js';

const everything = Number.MAX_SAFE_INTEGER;

export const recordingSaboteurs: readonly Saboteur[] = [
  {
    id: 'rewrites-a-record',
    breaks: 'answers with the evaluation that was sent last under an id',
    caughtBy: ['evaluation/records-once', 'erasure/is-for-good'],
    wrap(store) {
      const latest = new Map<string, StoredEvaluation>();
      return {
        ...answeringEvaluations(store, (evaluation) => latest.get(keyOf(evaluation)) ?? evaluation),
        async append(writes) {
          const outcomes = await store.append(writes);
          for (const write of writes) {
            if (write.kind === 'evaluation') latest.set(keyOf(write.evaluation), write.evaluation);
          }
          return outcomes;
        },
      };
    },
  },
  {
    id: 'records-again',
    breaks: 'says that a known evaluation was appended, and shows it to nobody',
    caughtBy: ['evaluation/records-once', 'evaluation/once-in-a-batch'],
    wrap: (store) => ({
      ...delegateTo(store),
      async append(writes) {
        const outcomes = await store.append(writes.map(unrecognising));
        return outcomes.map((outcome) =>
          outcome.kind === 'evaluation' ? { ...outcome, status: 'appended' as const } : outcome,
        );
      },
    }),
  },
  {
    id: 'evaluates-by-nothing',
    breaks: 'acknowledges records that do not fit what is stored',
    caughtBy: ['evaluation/needs-its-version', 'review/refuses-a-gap', 'erasure/needs-its-evaluation'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: (writes) =>
        store.append(writes).catch((error: unknown) => {
          if (isPolicytrailError(error, 'trail_corrupt')) return pretend(store, writes);
          throw error;
        }),
    }),
  },
  {
    id: 'parses-inputs',
    breaks: 'parses an input and writes it out again',
    caughtBy: ['record-text/payload-as-it-is'],
    wrap: (store) =>
      answeringEvaluations(store, (evaluation) => {
        const { payload } = evaluation;
        if (payload === null) return evaluation;
        const inputJson = JSON.stringify(JSON.parse(payload.inputJson));
        return { ...evaluation, payload: { ...payload, inputJson } };
      }),
  },
  {
    id: 'takes-no-subject-for-an-empty-one',
    breaks: 'answers with an empty subject where there is none',
    caughtBy: ['evaluation/keeps-every-member'],
    wrap: (store) =>
      answeringEvaluations(store, (evaluation) => ({
        ...evaluation,
        subject: evaluation.subject ?? { type: '', id: '', version: '' },
      })),
  },
  {
    id: 'un-erases',
    breaks: 'keeps the payload and answers with it after an erasure',
    caughtBy: ['erasure/leaves-the-header', 'record-size/one-mebibyte'],
    wrap(store) {
      const kept = new Map<string, StoredEvaluation>();
      return answeringEvaluations(
        {
          ...delegateTo(store),
          async append(writes) {
            for (const write of writes) {
              if (write.kind === 'evaluation') kept.set(keyOf(write.evaluation), write.evaluation);
            }
            return store.append(writes);
          },
        },
        (evaluation) => ({
          ...evaluation,
          payload: evaluation.payload ?? kept.get(keyOf(evaluation))?.payload ?? null,
        }),
      );
    },
  },
  {
    id: 'erases-the-header',
    breaks: 'forgets an evaluation altogether when it is erased',
    caughtBy: ['erasure/leaves-the-header', 'review/outlives-an-erasure'],
    wrap: (store) => ({
      ...delegateTo(store),
      async readEvaluation(policyId, id) {
        const found = await store.readEvaluation(policyId, id);
        return found !== undefined && found.evaluation.erasure !== null ? undefined : found;
      },
      async listEvaluations(query) {
        const { evaluations, total } = await store.listEvaluations(query);
        const left = evaluations.filter(({ erasure }) => erasure === null);
        return { evaluations: left, total: total - (evaluations.length - left.length) };
      },
    }),
  },
  {
    id: 'keeps-violations',
    breaks: 'finds an erased evaluation by the rules it violated',
    caughtBy: ['erasure/is-found-no-more-by-rule', 'erasure/leaves-the-header'],
    wrap: keepingViolations,
  },
  {
    id: 'erases-anew',
    breaks: 'puts a second erasure in the place of the first',
    caughtBy: ['erasure/once'],
    wrap: (store) => ({
      ...delegateTo(store),
      async append(writes) {
        const outcomes = await store.append(writes);
        return outcomes.map((outcome, index) => {
          const write = writes[index];
          if (outcome.kind !== 'erasure' || write?.kind !== 'erasure') return outcome;
          return { ...outcome, status: 'appended' as const, erasure: write.decide(undefined) };
        });
      },
    }),
  },
  {
    id: 'loses-a-review',
    breaks: 'acknowledges the last review of a call and drops it',
    caughtBy: ['review/keeps-every-member', 'review/shows-what-is-there', 'model/agrees-with-memory'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: (writes) =>
        store.append(
          writes.map((write) => {
            if (write.kind !== 'review') return write;
            return { ...write, decide: (found: ReviewedEvaluation | undefined) => write.decide(found).slice(0, -1) };
          }),
        ),
    }),
  },
  {
    id: 'forks-reviews',
    breaks: 'decides on reviews before it takes the lock, and puts a rival review beside another',
    caughtBy: ['concurrency/reviews-one-store', 'review/refuses-a-fork'],
    wrap: forkingReviews,
  },
  {
    id: 'orders-reviews-as-text',
    breaks: 'puts review 10 before review 2',
    caughtBy: ['review/in-their-order'],
    wrap: (store) => ({
      ...delegateTo(store),
      async readEvaluations(query) {
        const page = await store.readEvaluations(query);
        return page.map((one) => ({
          ...one,
          reviews: one.reviews.toSorted((a, b) => (String(a.sequence) < String(b.sequence) ? -1 : 1)),
        }));
      },
    }),
  },
  {
    id: 'gives-reviews-to-the-neighbour',
    breaks: 'reads the reviews of a page and gives all of them to each of its evaluations',
    caughtBy: ['evaluation/whole-with-reviews'],
    wrap: (store) => ({
      ...delegateTo(store),
      async readEvaluations(query) {
        const page = await store.readEvaluations(query);
        const reviews = page.flatMap((one) => one.reviews);
        return page.map((one) => ({ ...one, reviews }));
      },
    }),
  },
  ...(['subject', 'status', 'ruleId', 'policyVersion', 'from', 'to'] as const).map((member) =>
    listing(
      `forgets-to-filter-by-${member.toLowerCase()}`,
      `lists evaluations whatever \`${member}\` the filter has`,
      ['evaluation/by-together'],
      (store, { filter = {}, ...query }) => {
        const { [member]: _, ...rest } = filter;
        return store.listEvaluations({ ...query, filter: rest });
      },
    ),
  ),
  listing(
    'takes-no-version-for-any',
    'takes a subject of no version for one of any',
    ['evaluation/by-subject'],
    (store, query) => {
      const { subject, ...filter } = query.filter ?? {};
      if (subject === undefined || subject.version !== '') return store.listEvaluations(query);
      const { version, ...everyVersion } = subject;
      return store.listEvaluations({ ...query, filter: { ...filter, subject: everyVersion } });
    },
  ),
  listing('lists-oldest-first', 'lists evaluations oldest first', ['evaluation/newest-first'], async (store, query) => {
    const { evaluations, total } = await store.listEvaluations({ ...query, limit: everything });
    return { evaluations: evaluations.toReversed().slice(0, query.limit), total };
  }),
  listing(
    'pages-by-instant-alone',
    'leaves out what has the instant of the cursor',
    ['evaluation/newest-first', 'evaluation/cursor-is-a-place'],
    (store, query) => {
      const { before } = query;
      return store.listEvaluations(before === undefined ? query : { ...query, before: { ...before, id: '' } });
    },
  ),
  listing(
    'counts-a-page-of-evaluations',
    'counts the page for the total',
    ['evaluation/cursor-is-a-place'],
    async (store, query) => {
      const { evaluations } = await store.listEvaluations(query);
      return { evaluations, total: evaluations.length };
    },
  ),
];

function keyOf({ policyId, id }: StoredEvaluation): string {
  return JSON.stringify([policyId, id]);
}

/** Changes every evaluation on its way out. */
function answeringEvaluations(
  store: PolicyStore,
  alter: (evaluation: StoredEvaluation) => StoredEvaluation,
): PolicyStore {
  return {
    ...delegateTo(store),
    async readEvaluation(policyId, id) {
      const found = await store.readEvaluation(policyId, id);
      return found && { ...found, evaluation: alter(found.evaluation) };
    },
    async listEvaluations(query) {
      const { evaluations, total } = await store.listEvaluations(query);
      return { evaluations: evaluations.map(alter), total };
    },
    async readEvaluations(query) {
      return (await store.readEvaluations(query)).map((one) => ({ ...one, evaluation: alter(one.evaluation) }));
    },
  };
}

function unrecognising(write: Write): Write {
  return write.kind === 'evaluation' ? { ...write, recognise: () => undefined } : write;
}

/** Remembers which rules evaluations violated. */
function keepingViolations(store: PolicyStore): PolicyStore {
  const kept = new Map<string, Extract<Write, { kind: 'evaluation' }>['violations']>();
  const violationsOf = (evaluation: StoredEvaluation) => kept.get(keyOf(evaluation)) ?? [];
  return {
    ...delegateTo(store),
    async append(writes) {
      for (const write of writes) if (write.kind === 'evaluation') kept.set(keyOf(write.evaluation), write.violations);
      return store.append(writes);
    },
    async listEvaluations(query) {
      const { ruleId, ...filter } = query.filter ?? {};
      if (ruleId === undefined) return store.listEvaluations(query);
      const { evaluations } = await store.listEvaluations({ ...query, filter, limit: everything });
      const found = evaluations.filter((one) => violationsOf(one).some((violation) => violation.ruleId === ruleId));
      return { evaluations: found.slice(0, query.limit), total: found.length };
    },
    async readEvaluations(query) {
      const page = await store.readEvaluations(query);
      return page.map((one) => ({ ...one, violations: violationsOf(one.evaluation) }));
    },
  };
}

/** Lets each writer decide on what it has read before, and keeps what does not fit beside the rest. */
function forkingReviews(store: PolicyStore): PolicyStore {
  return {
    ...delegateTo(store),
    async append(writes): Promise<readonly WriteOutcome[]> {
      const [write] = writes;
      if (writes.length !== 1 || write?.kind !== 'review') return store.append(writes);
      const reviews = write.decide(await store.readEvaluation(write.policyId, write.evaluationId));
      return store.append([{ ...write, decide: () => reviews }]).catch((error: unknown) => {
        if (isPolicytrailError(error, 'trail_corrupt')) return [{ kind: 'review', status: 'appended', reviews }];
        throw error;
      });
    },
  };
}

/** Lists evaluations in its own way. */
function listing(
  id: string,
  breaks: string,
  caughtBy: readonly string[],
  listEvaluations: (store: PolicyStore, query: EvaluationQuery) => Promise<EvaluationPage>,
): Saboteur {
  const wrap: Saboteur['wrap'] = (store) => ({
    ...delegateTo(store),
    listEvaluations: (query) => listEvaluations(store, query),
  });
  return { id, breaks, caughtBy, wrap };
}
