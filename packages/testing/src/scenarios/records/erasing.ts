import type { StoredEvaluation } from '@policytrail/core';
import { assertEqual, assertRefused, rejectionOf } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { anErasure, erasedForm } from '../../samples/erasure.js';
import { aDecision, anEvaluation } from '../../samples/evaluation.js';
import { aVersion } from '../../samples/version.js';
import { erasing, recording, storing } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const version = aVersion({ policyId: 'p' });
const evaluation = anEvaluation(version, { decision: aDecision(['cap', 'margin']) });
const other = anEvaluation(version, { id: 'other', decision: aDecision(['cap']) });
const setting = [storing(version), recording(evaluation), recording(other)];
const erasure = anErasure(evaluation, {
  erasedBy: { id: 'dpo', name: 'Dana', kind: 'user', onBehalfOf: { id: 'ana', name: 'Ana' } },
  reason: 'asked for\r\n"by post"',
});
const erased = erasedForm(evaluation, erasure);

export const erasureScenarios: readonly Scenario[] = [
  scenario(
    'erasure/leaves-the-header',
    'erases input, decision and violations, and keeps the rest',
    async ({ open }) => {
      const store = await open();
      await store.append(setting);
      const outcomes = await store.append([erasing(erasure)]);
      assertEqual(outcomes, [{ kind: 'erasure', status: 'appended', erasure }], 'the outcome');
      assertEqual(
        await store.readEvaluation('p', evaluation.id),
        { evaluation: erased, reviews: [] },
        'the evaluation',
      );
      const whole = await store.readEvaluations({ policyId: 'p', limit: 10 });
      assertEqual(
        whole.map((one) => [one.evaluation, one.violations.length]),
        [
          [erased, 0],
          [other, 1],
        ],
        'the whole evaluations',
      );
      const { evaluations, total } = await store.listEvaluations({ policyId: 'p', limit: 10 });
      assertEqual([evaluations, total], [[other, erased], 2], 'the list');
    },
  ),

  scenario(
    'erasure/is-found-no-more-by-rule',
    'finds an erased evaluation by all but what was erased',
    async ({ open }) => {
      const store = await open();
      await store.append([...setting, erasing(erasure)]);
      const foundBy = async (filter: object) =>
        (await store.listEvaluations({ policyId: 'p', limit: 10, filter })).evaluations.map(({ id }) => id);
      assertEqual(await foundBy({ ruleId: 'cap' }), ['other'], 'by a rule that the other violated too');
      assertEqual(await foundBy({ ruleId: 'margin' }), [], 'by a rule that only the erased one violated');
      assertEqual(await foundBy({ status: 'violation' }), ['other', 'evaluation-1'], 'by status');
      assertEqual(
        (await store.listEvaluations({ policyId: 'p', limit: 10, filter: { ruleId: 'margin' } })).total,
        0,
        'the total',
      );
    },
  ),

  scenario('erasure/once', 'answers a second erasure with the first', async ({ open }) => {
    const store = await open();
    await store.append([...setting, erasing(erasure)]);
    const before = await contentsOf(store);
    const decide = () => {
      throw new Error('decide was called for what is erased');
    };
    const later = anErasure(evaluation, { reason: 'again' });
    const known = [{ kind: 'erasure', status: 'already_stored', erasure }];
    assertEqual(await store.append([erasing(later)]), known, 'the outcome');
    assertEqual(await store.append([{ ...erasing(later), decide }]), known, 'the outcome without a decision');
    assertEqual(await contentsOf(store), before, 'the store afterwards');
  }),

  scenario(
    'erasure/shows-what-goes',
    'decides on the evaluation that is there, erased or not yet',
    async ({ open }) => {
      const store = await open();
      const seen: (StoredEvaluation | undefined)[] = [];
      const decide = (found: StoredEvaluation | undefined) => {
        seen.push(found);
        return erasure;
      };
      await store.append([...setting, { ...erasing(erasure), decide }, { ...erasing(erasure), decide }]);
      assertEqual(seen, [evaluation], 'what was seen');
    },
  ),

  scenario(
    'erasure/needs-its-evaluation',
    'shows that there is no evaluation, and refuses an erasure of none',
    async ({ open }) => {
      const store = await open();
      await store.append([storing(version), recording(other)]);
      const before = await contentsOf(store);
      const stop = new Error('stop');
      const decide = (found: StoredEvaluation | undefined) => {
        if (found === undefined) throw stop;
        return erasure;
      };
      const error = await rejectionOf(store.append([{ ...erasing(erasure), decide }]), 'an erasure that throws');
      assertEqual(error === stop, true, 'rejects with the very error');
      await assertRefused(store.append([erasing(erasure)]), 'an erasure of nothing', 'trail_corrupt');
      const stranger = { ...erasing(erasure), evaluationId: 'other' };
      await assertRefused(store.append([stranger]), 'an erasure of another evaluation', 'trail_corrupt');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
    },
  ),

  scenario('erasure/is-for-good', 'records an erased evaluation no second time', async ({ open }) => {
    const store = await open();
    await store.append([...setting, erasing(erasure)]);
    const outcomes = await store.append([recording(evaluation)]);
    assertEqual(outcomes, [{ kind: 'evaluation', status: 'already_stored', evaluation: erased }], 'the outcome');
    assertEqual((await store.readEvaluation('p', evaluation.id))?.evaluation, erased, 'the evaluation');
    const found = await store.listEvaluations({ policyId: 'p', limit: 10, filter: { ruleId: 'margin' } });
    assertEqual(found.total, 0, 'the evaluations found by a rule that was erased');
  }),
];
