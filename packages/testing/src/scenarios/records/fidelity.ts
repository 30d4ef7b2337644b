import type { Actor } from '@policytrail/core';
import { assertEqual, assertThat } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { anErasure, erasedForm } from '../../samples/erasure.js';
import { aDecision, anEvaluation, aViolation } from '../../samples/evaluation.js';
import { aReview } from '../../samples/review.js';
import { aVersion } from '../../samples/version.js';
import { erasing, recording, reviewing, storing } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';
import { texts } from '../fidelity/awkward-texts.js';

const mebibyte = 2 ** 20;
const many = 3000;

export const recordFidelityScenarios: readonly Scenario[] = [
  ...Object.entries(texts).map(([name, text]) =>
    scenario(`record-text/${name}`, `keeps ${name.replaceAll('-', ' ')} as they are in records`, async ({ open }) => {
      const store = await open();
      const by: Actor = { id: text, name: text, kind: text, onBehalfOf: { id: text, name: text } };
      const version = aVersion({
        policyId: text,
        label: text,
        title: text,
        schema: { name: text, contentHash: 'c'.repeat(64) },
      });
      const violation = aViolation({
        ruleId: text,
        ruleName: text,
        message: text,
        actualValue: text,
        requiredApproval: text,
      });
      const evaluation = anEvaluation(version, {
        subject: { type: text, id: text, version: text.slice(0, 64) },
        by,
        input: { [text]: text },
        decision: { ...aDecision(), status: 'violation', violations: [violation] },
      });
      const review = aReview(evaluation, { ruleId: text, as: text, by, reason: text, upTo: text });
      await store.append([storing(version), recording(evaluation), reviewing(review)]);
      const [whole] = await store.readEvaluations({ policyId: text, limit: 1 });
      const { violations } = recording(evaluation);
      assertEqual(whole, { evaluation, reviews: [review], violations }, 'the whole evaluation');
      const subject = { type: text, id: text };
      const { evaluations } = await store.listEvaluations({
        policyId: text,
        limit: 1,
        filter: { subject, ruleId: text },
      });
      assertEqual(evaluations, [evaluation], 'the evaluation by subject and rule');
      const erasure = anErasure(evaluation, { erasedBy: by, reason: text });
      await store.append([erasing(erasure)]);
      const found = await store.readEvaluation(text, evaluation.id);
      assertEqual(found, { evaluation: erasedForm(evaluation, erasure), reviews: [review] }, 'what is left');
    }),
  ),

  scenario(
    'record-text/payload-as-it-is',
    'keeps the texts of input and decision to the last character',
    async ({ open }) => {
      const store = await open();
      const version = aVersion({ policyId: 'p' });
      const inputJson =
        '{"b": 1.50,"a":9007199254740993,"e":1E2,"u":"\\u00e9\u00e9e\u0301","n":-0,"s":"\\"\\\\\\u2028 "}';
      const payload = { salt: 'ff'.repeat(32), inputJson, decisionJson: ' {"violations":[ ]}' };
      const evaluation = { ...anEvaluation(version), payload };
      await store.append([storing(version), recording(evaluation)]);
      assertEqual((await store.readEvaluation('p', evaluation.id))?.evaluation.payload, payload, 'the payload');
    },
  ),

  scenario(
    'record-size/one-mebibyte',
    'keeps and erases inputs of 1 MiB, whatever characters they have',
    async ({ open }) => {
      const store = await open();
      const version = aVersion({ policyId: 'p' });
      await store.append([storing(version)]);
      for (const text of ['a'.repeat(mebibyte - 20), '😀'.repeat(mebibyte / 4 - 5), '\u0800"'.repeat(mebibyte / 8)]) {
        const evaluation = anEvaluation(version, { id: `e-${text.length}`, input: { text } });
        await store.append([recording(evaluation)]);
        const found = (await store.readEvaluation('p', evaluation.id))?.evaluation;
        assertThat(found?.payload?.inputJson === evaluation.payload?.inputJson, 'the input came back changed');
        await store.append([erasing(anErasure(evaluation))]);
        assertEqual((await store.readEvaluation('p', evaluation.id))?.evaluation.payload, null, 'the erased payload');
      }
    },
  ),

  scenario(
    'record-size/thousands',
    'keeps thousands of evaluations of one policy, in batches and pages',
    async ({ open }) => {
      const store = await open();
      const version = aVersion({ policyId: 'p' });
      const all = Array.from({ length: many }, (_, index) =>
        anEvaluation(version, {
          id: `e-${String(index).padStart(5, '0')}`,
          subject: { id: `Q-${index % 10}` },
          decision: aDecision(index % 3 === 0 ? ['cap'] : []),
        }),
      );
      await store.append([storing(version)]);
      for (let from = 0; from < many; from += 1000) await store.append(all.slice(from, from + 1000).map(recording));
      const { byId } = await contentsOf(store);
      assertEqual(
        byId.p?.evaluations.map(({ evaluation }) => evaluation.hash),
        all.map(({ hash }) => hash),
        'the whole evaluations',
      );
      const ofRule = await store.listEvaluations({ policyId: 'p', limit: 2, filter: { ruleId: 'cap' } });
      assertEqual(
        [ofRule.evaluations.map(({ id }) => id), ofRule.total],
        [['e-02997', 'e-02994'], many / 3],
        "a rule's",
      );
      const filter = { subject: { type: 'quote', id: 'Q-7' } };
      const ofSubject = await store.listEvaluations({ policyId: 'p', limit: 1, filter });
      assertEqual(
        [ofSubject.evaluations.map(({ id }) => id), ofSubject.total],
        [['e-02997'], many / 10],
        "a subject's",
      );
    },
  ),
];
