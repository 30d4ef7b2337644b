import type { EvaluationCursor, EvaluationFilter, PolicyStore, StoredEvaluation } from '@policytrail/core';
import { assertEqual } from '../../evidence/assert.js';
import { readPages } from '../../evidence/pages.js';
import { anErasure } from '../../samples/erasure.js';
import { aDecision, anEvaluation, type EvaluationSample } from '../../samples/evaluation.js';
import { aVersion } from '../../samples/version.js';
import { erasing, recording, reviewingNext, storing } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const minute = (minutes: number): string => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();
const first = aVersion({ policyId: 'p' });
const second = aVersion({ after: first });

/** Evaluations e1 to e9, recorded out of order; of e4, e5 and e6 no instant says which was first. */
const samples: readonly (EvaluationSample & { readonly of?: typeof first })[] = [
  { evaluatedAt: minute(1), decision: aDecision(['cap']) },
  { evaluatedAt: minute(2), subject: { version: '' } },
  { evaluatedAt: minute(3), subject: { id: 'Q-9' }, decision: aDecision(['cap', 'margin']) },
  { evaluatedAt: minute(4), subject: { type: 'run' }, of: second },
  { evaluatedAt: minute(4), subject: null, of: second, decision: { status: 'indeterminate' } },
  { evaluatedAt: minute(4), subject: { version: '10' }, of: second },
  { evaluatedAt: minute(5), subject: { version: '03' }, of: second, decision: aDecision(['Cap']) },
  { evaluatedAt: minute(6), subject: { id: 'q-123' }, decision: aDecision(['%']) },
  { evaluatedAt: minute(7), of: second, decision: aDecision(['margin', 'cap']) },
];

function evaluations(): readonly StoredEvaluation[] {
  return samples.map(({ of = first, ...sample }, index) => anEvaluation(of, { id: `e${index + 1}`, ...sample }));
}

async function fill(store: PolicyStore): Promise<void> {
  const all = evaluations();
  const shuffled = all.map((_, index) => all[(index * 4) % all.length] ?? anEvaluation(first));
  const elsewhere = aVersion({ policyId: 'q' });
  await store.append([storing(first), storing(second), storing(elsewhere)]);
  await store.append([...shuffled.map(recording), recording(anEvaluation(elsewhere, { id: 'elsewhere' }))]);
}

const quote = { type: 'quote', id: 'Q-123' };

/** Filter to the evaluations that pass it, newest first. */
const cases: Readonly<Record<string, readonly (readonly [EvaluationFilter, readonly number[]])[]>> = {
  subject: [
    [{ subject: quote }, [9, 7, 6, 2, 1]],
    [{ subject: { ...quote, version: '3' } }, [9, 1]],
    [{ subject: { ...quote, version: '' } }, [2]],
    [{ subject: { ...quote, version: '10' } }, [6]],
    [{ subject: { ...quote, version: '03' } }, [7]],
    [{ subject: { type: 'run', id: 'Q-123' } }, [4]],
    [{ subject: { type: 'quote', id: 'q-123' } }, [8]],
    [{ subject: { type: 'quote', id: 'Q-%' } }, []],
  ],
  status: [
    [{ status: 'violation' }, [9, 8, 7, 3, 1]],
    [{ status: 'approved' }, [6, 4, 2]],
    [{ status: 'indeterminate' }, [5]],
  ],
  rule: [
    [{ ruleId: 'cap' }, [9, 3, 1]],
    [{ ruleId: 'margin' }, [9, 3]],
    [{ ruleId: 'Cap' }, [7]],
    [{ ruleId: '%' }, [8]],
    [{ ruleId: 'deal' }, []],
  ],
  version: [
    [{ policyVersion: 1 }, [8, 3, 2, 1]],
    [{ policyVersion: 2 }, [9, 7, 6, 5, 4]],
    [{ policyVersion: 3 }, []],
  ],
  time: [
    [{ from: minute(5) }, [9, 8, 7]],
    [{ to: minute(3) }, [2, 1]],
    [{ from: minute(4), to: minute(5) }, [6, 5, 4]],
    [{ from: minute(4), to: minute(4) }, []],
  ],
  together: [
    [{}, [9, 8, 7, 6, 5, 4, 3, 2, 1]],
    [{ subject: quote, status: 'violation' }, [9, 7, 1]],
    [{ subject: quote, ruleId: 'cap', policyVersion: 2 }, [9]],
    [{ status: 'violation', ruleId: 'cap', from: minute(2), to: minute(7) }, [3]],
    [{ status: 'approved', ruleId: 'cap' }, []],
  ],
};

export const evaluationListScenarios: readonly Scenario[] = [
  ...Object.entries(cases).map(([id, expected]) =>
    scenario(`evaluation/by-${id}`, `finds evaluations by ${id}, newest first, and counts them`, async ({ open }) => {
      const store = await open();
      await fill(store);
      for (const [filter, numbers] of expected) {
        const page = await store.listEvaluations({ policyId: 'p', limit: 100, filter });
        assertEqual(idsOf(page.evaluations), named(numbers), `the evaluations under ${JSON.stringify(filter)}`);
        assertEqual(page.total, numbers.length, `the total under ${JSON.stringify(filter)}`);
      }
    }),
  ),

  scenario(
    'evaluation/newest-first',
    'pages newest first, without gap or double also where instants are equal',
    async ({ open }) => {
      const store = await open();
      await fill(store);
      for (const limit of [1, 2, 4, 5, 100]) {
        assertEqual(await pagedIds(store, limit), named([9, 8, 7, 6, 5, 4, 3, 2, 1]), `in pages of ${limit}`);
        const filter = { subject: quote };
        assertEqual(await pagedIds(store, limit, filter), named([9, 7, 6, 2, 1]), `a subject's in pages of ${limit}`);
        assertEqual(await pagedIds(store, limit, { ruleId: 'cap' }), named([9, 3, 1]), `a rule's in pages of ${limit}`);
      }
      assertEqual(await store.listEvaluations({ policyId: 'p', limit: 0 }), { evaluations: [], total: 9 }, 'no room');
      assertEqual(await store.listEvaluations({ policyId: 'r', limit: 9 }), { evaluations: [], total: 0 }, 'no policy');
    },
  ),

  scenario('evaluation/cursor-is-a-place', 'begins before a cursor that no evaluation stands at', async ({ open }) => {
    const store = await open();
    await fill(store);
    const expected: readonly (readonly [EvaluationCursor, readonly number[]])[] = [
      [{ evaluatedAt: minute(4), id: 'e5' }, [4, 3]],
      [{ evaluatedAt: minute(4), id: 'e50' }, [5, 4]],
      [{ evaluatedAt: minute(4), id: '' }, [3, 2]],
      [{ evaluatedAt: minute(4), id: '~' }, [6, 5]],
      [{ evaluatedAt: '2026-01-01T00:04:00.001Z', id: '' }, [6, 5]],
      [{ evaluatedAt: minute(1), id: 'e1' }, []],
    ];
    for (const [before, numbers] of expected) {
      const page = await store.listEvaluations({ policyId: 'p', limit: 2, before });
      assertEqual(idsOf(page.evaluations), named(numbers), `the page before ${JSON.stringify(before)}`);
      assertEqual(page.total, 9, 'the total, whatever the page');
    }
  }),

  scenario(
    'evaluation/in-the-order-of-code-points',
    'orders ids by code points, wherever they are listed',
    async ({ open }) => {
      const store = await open();
      const ids = ['!', '10', '9', 'A', 'Z', '_', 'a', 'ab', 'b', '~'];
      const all = ids.map((id) => anEvaluation(first, { id }));
      await store.append([storing(first), ...all.toReversed().map(recording)]);
      assertEqual(
        idsOf((await store.listEvaluations({ policyId: 'p', limit: 100 })).evaluations),
        ids.toReversed(),
        'in a list',
      );
      for (const limit of [1, 3, 100]) {
        const whole = await readPages<string>({ limit, most: ids.length }, async (after) => {
          const page = await store.readEvaluations({ policyId: 'p', limit, ...(after !== undefined && { after }) });
          return page.map(({ evaluation }) => evaluation.id);
        });
        assertEqual(whole, ids, `whole evaluations in pages of ${limit}`);
      }
    },
  ),

  scenario(
    'evaluation/whole-with-reviews',
    'reads whole evaluations, each with its own reviews and violations',
    async ({ open }) => {
      const store = await open();
      await fill(store);
      const [one, , three] = evaluations();
      if (one === undefined || three === undefined) throw new Error('there are three evaluations');
      await store.append([reviewingNext(one, 2), reviewingNext(three), erasing(anErasure(one))]);
      const page = await store.readEvaluations({ policyId: 'p', limit: 3 });
      assertEqual(
        page.map(({ evaluation, reviews, violations }) => [
          evaluation.id,
          reviews.map(({ evaluationId, sequence }) => `${evaluationId} ${sequence}`),
          violations.map(({ ruleId }) => ruleId),
        ]),
        [
          ['e1', ['e1 1', 'e1 2'], []],
          ['e2', [], []],
          ['e3', ['e3 1'], ['cap', 'margin']],
        ],
        'the first three',
      );
    },
  ),
];

function idsOf(found: readonly StoredEvaluation[]): readonly string[] {
  return found.map(({ id }) => id);
}

function named(numbers: readonly number[]): readonly string[] {
  return numbers.map((number) => `e${number}`);
}

async function pagedIds(store: PolicyStore, limit: number, filter?: EvaluationFilter): Promise<readonly string[]> {
  const found = await readPages<StoredEvaluation>({ limit, most: samples.length }, async (last) => {
    const before = last && { evaluatedAt: last.evaluatedAt, id: last.id };
    const query = { policyId: 'p', limit, ...(before && { before }), ...(filter && { filter }) };
    return (await store.listEvaluations(query)).evaluations;
  });
  return idsOf(found);
}
