import type { Actor, StoredEvaluation, Write } from '@policytrail/core';
import { assertEqual, assertRefused, assertThat, rejectionOf } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { scribble } from '../../evidence/scribble.js';
import { anErasure, erasedForm } from '../../samples/erasure.js';
import { aDecision, anEvaluation, type EvaluationSample } from '../../samples/evaluation.js';
import { aVersion } from '../../samples/version.js';
import { erasing, pinningHead, recording, reviewingNext, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const first = aVersion({ policyId: 'p', label: 'v1.2.0', title: 'Q1 2026 Pricing Policy' });
const second = aVersion({ after: first, schema: { name: 'pricing', contentHash: 'b'.repeat(64) } });
const subject = { type: 'run', id: 'run-1', version: '' };

const actors: readonly (Actor | null)[] = [
  null,
  { id: 'ana', name: 'Ana Lima', kind: 'user' },
  { id: 'bot-7', kind: 'agent', onBehalfOf: { id: 'ana' } },
  { id: 'bot-7', name: 'Bot', onBehalfOf: { id: 'ana', name: 'Ana Lima' } },
];

/** Between them every form that a member can have. */
const samples: readonly EvaluationSample[] = [
  {},
  { subject: null, trigger: 'schedule', by: null },
  { subject: { version: '' }, decision: aDecision(['discount-cap']), supersedes: 'evaluation-0', trigger: 'policy' },
  { decision: aDecision(['a', 'b', 'c']), trigger: 'waiver', input: null },
  { decision: { status: 'indeterminate', reasons: ['rule `a` failed'] }, trigger: 'input', input: [1, 'two', null] },
  ...actors.map((by) => ({ by })),
];

function evaluations(): readonly StoredEvaluation[] {
  return samples.map((sample, index) =>
    anEvaluation(index % 2 === 0 ? first : second, { id: `e-${index}`, ...sample }),
  );
}

function stop(): never {
  throw new Error('stop');
}

export const recordingScenarios: readonly Scenario[] = [
  scenario(
    'evaluation/keeps-every-member',
    'gives back every member of an evaluation, by every way',
    async ({ open }) => {
      const store = await open();
      const all = evaluations();
      const outcomes = await store.append([storing(first), storing(second), ...all.map(recording)]);
      const expected = all.map((evaluation) => ({ kind: 'evaluation', status: 'appended', evaluation }));
      assertEqual(outcomes.slice(2), expected, 'the outcomes');
      for (const evaluation of all) {
        assertEqual(await store.readEvaluation('p', evaluation.id), { evaluation, reviews: [] }, evaluation.id);
      }
      const whole = await store.readEvaluations({ policyId: 'p', limit: 100 });
      const rows = all.map((evaluation) => ({ evaluation, reviews: [], violations: recording(evaluation).violations }));
      assertEqual(whole, rows, 'the whole evaluations');
      const { evaluations: listed } = await store.listEvaluations({ policyId: 'p', limit: 100 });
      const byId = listed.toSorted((one, other) => (one.id < other.id ? -1 : 1));
      assertEqual(byId, all, 'the evaluations in a list');
    },
  ),

  scenario(
    'evaluation/records-once',
    'answers a known id with what it recorded, and shows it first',
    async ({ open }) => {
      const store = await open();
      const original = anEvaluation(first, { decision: aDecision(['discount-cap']) });
      await store.append([storing(first), storing(second), recording(original)]);
      const before = await contentsOf(store);
      const shown: StoredEvaluation[] = [];
      const other = anEvaluation(second, { input: { discountPct: '1.00' }, by: { id: 'eve' } });
      const again = { ...recording(other), recognise: (stored: StoredEvaluation) => void shown.push(stored) };
      const outcomes = await store.append([again]);
      assertEqual(outcomes, [{ kind: 'evaluation', status: 'already_stored', evaluation: original }], 'the outcome');
      assertEqual(shown.at(-1), original, 'the evaluation shown to recognise');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
    },
  ),

  scenario(
    'evaluation/once-in-a-batch',
    'records an evaluation once where a batch brings it twice',
    async ({ open }) => {
      const store = await open();
      const evaluation = anEvaluation(first);
      const outcomes = await store.append([storing(first), recording(evaluation), recording(evaluation)]);
      assertEqual(
        outcomes.map(({ status }) => status),
        ['appended', 'appended', 'already_stored'],
        'the outcomes',
      );
    },
  ),

  scenario(
    'evaluation/ids-apart',
    'keeps evaluations apart by policy, and by ids that only look alike',
    async ({ open }) => {
      const store = await open();
      const elsewhere = aVersion({ policyId: 'q' });
      const ids = ['a', 'A', 'a ', ' a', '7', '07', '7.0', '7e0', '%', '_', "'", "''", '\\', 'null'];
      const own = ids.map((id) => anEvaluation(first, { id, input: { id } }));
      const other = anEvaluation(elsewhere, { id: 'a' });
      const outcomes = await store.append([storing(first), storing(elsewhere), ...[...own, other].map(recording)]);
      assertEqual(outcomes.filter(({ status }) => status !== 'appended').length, 0, 'the evaluations taken for others');
      for (const evaluation of [...own, other]) {
        const found = await store.readEvaluation(evaluation.policyId, evaluation.id);
        assertEqual(found?.evaluation, evaluation, `evaluation ${evaluation.id} of ${evaluation.policyId}`);
      }
      assertEqual(await store.readEvaluation('p', 'b'), undefined, 'an evaluation that is not there');
      assertEqual(await store.readEvaluation('nobody', 'a'), undefined, 'an evaluation of a policy that is not there');
    },
  ),

  scenario('evaluation/needs-its-version', 'refuses an evaluation whose version is not there', async ({ open }) => {
    const store = await open();
    await assertRefused(store.append([recording(anEvaluation(first))]), 'without a policy', 'trail_corrupt');
    await store.append([storing(first)]);
    const before = await contentsOf(store);
    await assertRefused(store.append([recording(anEvaluation(second))]), 'of a version to come', 'trail_corrupt');
    const misplaced = { ...recording(anEvaluation(first)), policyId: 'q' };
    await assertRefused(store.append([misplaced]), 'of another policy than asked for', 'trail_corrupt');
    assertEqual(await contentsOf(store), before, 'the store afterwards');
    await store.append([storing(second), recording(anEvaluation(second))]);
    assertEqual((await store.readEvaluation('p', 'evaluation-1'))?.evaluation.policyVersion, 2, 'once it is there');
  }),

  scenario(
    'evaluation/is-never-rewritten',
    'keeps the first evaluation of a subject as it was when others follow',
    async ({ open }) => {
      const store = await open();
      const earlier = anEvaluation(first, { id: 'a' });
      await store.append([storing(first), recording(earlier)]);
      const kept = await store.readEvaluation('p', 'a');
      const later = anEvaluation(second, { id: 'b', supersedes: 'a', trigger: 'policy', decision: aDecision(['cap']) });
      await store.append([storing(second), recording(later)]);
      assertEqual(await store.readEvaluation('p', 'a'), kept, 'the first evaluation');
      const filter = { subject: { type: 'quote', id: 'Q-123' } };
      const { evaluations: both } = await store.listEvaluations({ policyId: 'p', limit: 10, filter });
      assertEqual(
        both.map(({ id }) => id),
        ['b', 'a'],
        'the evaluations of the subject',
      );
    },
  ),

  scenario(
    'evaluation/batches-are-whole',
    'leaves nothing of a batch of every kind where one write fails',
    async ({ open }) => {
      const store = await open();
      const [kept, erased] = [anEvaluation(first, { id: 'kept' }), anEvaluation(first, { id: 'erased' })];
      await store.append([storing(first), recording(kept), recording(erased)]);
      const before = await contentsOf(store);
      const fresh = anEvaluation(second, { id: 'fresh', decision: aDecision(['cap']) });
      const writes: readonly Write[] = [
        storing(second),
        pinningHead('p', { subject }),
        recording(fresh),
        reviewingNext(fresh, 2),
        reviewingNext(kept),
        erasing(anErasure(erased)),
        storingNext('new', 'a'),
      ];
      const failing: readonly Write[] = [
        { ...storingNext('p', 'stop'), decide: stop },
        { ...recording(kept), recognise: stop },
        { ...reviewingNext(kept), decide: stop },
        { ...erasing(anErasure(kept)), decide: stop },
        recording(anEvaluation(aVersion({ policyId: 'p', version: 9 }), { id: 'of-nothing' })),
      ];
      for (const last of failing) {
        await rejectionOf(store.append([...writes, last]), 'a batch that fails');
        assertEqual(await contentsOf(store), before, 'the store afterwards');
      }
      const outcomes = await store.append(writes);
      assertThat(
        outcomes.every(({ status }) => status === 'appended'),
        'the same writes without the one that failed are all stored',
      );
      assertEqual((await store.readEvaluation('p', 'fresh'))?.reviews.length, 2, 'the reviews');
    },
  ),

  scenario(
    'evaluation/erased-elsewhere',
    'takes an evaluation whose payload was erased before it came',
    async ({ open }) => {
      const store = await open();
      const evaluation = anEvaluation(first, { decision: aDecision(['cap']) });
      const erased = erasedForm(evaluation, anErasure(evaluation));
      await store.append([storing(first), recording(erased)]);
      assertEqual((await store.readEvaluation('p', evaluation.id))?.evaluation, erased, 'the evaluation');
      const [outcome] = await store.append([recording(evaluation)]);
      assertEqual(outcome, { kind: 'evaluation', status: 'already_stored', evaluation: erased }, 'the whole one later');
      assertEqual((await store.readEvaluation('p', evaluation.id))?.evaluation, erased, 'the evaluation afterwards');
    },
  ),

  scenario('evaluation/out-of-reach', 'keeps what it recorded whatever becomes of the objects', async ({ open }) => {
    const store = await open();
    const version = aVersion({ policyId: 'p' });
    const evaluation = anEvaluation(version, { decision: aDecision(['cap']) });
    const write = recording(evaluation);
    const handed = { ...write, violations: structuredClone(write.violations) };
    const outcomes = await store.append([storing(version), handed, reviewingNext(evaluation)]);
    const before = structuredClone(await contentsOf(store));
    for (const reached of [evaluation, handed.violations, outcomes, await contentsOf(store)]) scribble(reached);
    assertEqual(await contentsOf(store), before, 'the store after its answers were written to');
  }),
];
