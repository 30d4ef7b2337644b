import type { Review, ReviewedEvaluation } from '@policytrail/core';
import { assertEqual, assertRefused, assertThat, rejectionOf } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { anErasure } from '../../samples/erasure.js';
import { aDecision, anEvaluation } from '../../samples/evaluation.js';
import { aReview, reviewsOf } from '../../samples/review.js';
import { aVersion } from '../../samples/version.js';
import { erasing, recording, reviewing, reviewingNext, storing } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const version = aVersion({ policyId: 'p' });
const evaluation = anEvaluation(version, { decision: aDecision(['cap', 'margin']) });
const other = anEvaluation(version, { id: 'other' });
const setting = [storing(version), recording(evaluation), recording(other)];

const first = aReview(evaluation);
const second = aReview(evaluation, { after: first });

interface RefusedReviews {
  readonly id: string;
  readonly what: string;
  readonly reviews: readonly [Review, ...Review[]];
}

/** None of these may come after `first`. */
const refused: readonly RefusedReviews[] = [
  { id: 'a-gap', what: 'a review that would leave a gap', reviews: [aReview(evaluation, { after: second })] },
  {
    id: 'a-taken-number',
    what: 'a review whose number is taken',
    reviews: [aReview(evaluation, { verdict: 'rejected' })],
  },
  {
    id: 'a-fork',
    what: 'a review that does not follow the one before',
    reviews: [aReview(evaluation, { after: first, previousHash: evaluation.hash })],
  },
  {
    id: 'a-fork-in-a-call',
    what: 'reviews of one call of which the last does not follow',
    reviews: [second, aReview(evaluation, { after: second, previousHash: first.hash })],
  },
  { id: 'a-stranger', what: 'a review of another evaluation', reviews: [aReview(other)] },
];

export const reviewScenarios: readonly Scenario[] = [
  scenario('review/keeps-every-member', 'gives back every member of a review, in every form', async ({ open }) => {
    const store = await open();
    await store.append(setting);
    const forms: readonly Partial<Review>[] = [
      { as: null, by: null, reason: null, expiresAt: null, upTo: null },
      { verdict: 'rejected', by: { id: 'sam', name: 'Sam', kind: 'user' }, reason: 'too much' },
      {
        verdict: 'waived',
        by: { id: 'bot', onBehalfOf: { id: 'sam', name: 'Sam' } },
        expiresAt: '2027-01-01T00:00:00.000Z',
      },
      { verdict: 'revoked', reason: 'one\r\ntwo\n\t"quoted" \\ 😀', upTo: '9007199254740993.10', ruleId: 'margin' },
    ];
    const reviews = reviewsOf(evaluation, forms.length, undefined, (sequence) => forms[sequence - 1] ?? {});
    const [one, two, ...rest] = reviews;
    assertThat(one !== undefined && two !== undefined, 'there are two reviews');
    const outcomes = await store.append([reviewing(one), reviewing(two, ...rest)]);
    assertEqual(
      outcomes,
      [
        { kind: 'review', status: 'appended', reviews: [one] },
        { kind: 'review', status: 'appended', reviews: [two, ...rest] },
      ],
      'the outcomes',
    );
    assertEqual(await store.readEvaluation('p', evaluation.id), { evaluation, reviews }, 'the evaluation');
    assertEqual((await store.readEvaluation('p', 'other'))?.reviews, [], "another evaluation's reviews");
  }),

  scenario(
    'review/shows-what-is-there',
    'decides on the evaluation and on the reviews before, in a batch too',
    async ({ open }) => {
      const store = await open();
      const seen: (ReviewedEvaluation | undefined)[] = [];
      const looking = (length: number) => {
        const write = reviewingNext(evaluation, length);
        const decide: typeof write.decide = (found) => {
          seen.push(found);
          return write.decide(found);
        };
        return { ...write, decide };
      };
      await store.append([...setting, looking(2), looking(1)]);
      await store.append([looking(1)]);
      const all = reviewsOf(evaluation, 4);
      assertEqual(
        seen,
        [0, 2, 3].map((length) => ({ evaluation, reviews: all.slice(0, length) })),
        'what was seen',
      );
      assertEqual((await store.readEvaluation('p', evaluation.id))?.reviews, all, 'the reviews');
    },
  ),

  scenario('review/can-be-declined', 'stores nothing where there is nothing to say', async ({ open }) => {
    const store = await open();
    await store.append(setting);
    const before = await contentsOf(store);
    const outcomes = await store.append([{ ...reviewing(first), decide: () => [] }]);
    assertEqual(outcomes, [{ kind: 'review', status: 'declined', reviews: [] }], 'the outcome');
    assertEqual(await contentsOf(store), before, 'the store afterwards');
  }),

  scenario(
    'review/needs-its-evaluation',
    'shows that there is no evaluation, and refuses a review of none',
    async ({ open }) => {
      const store = await open();
      await store.append([storing(version)]);
      const before = await contentsOf(store);
      const error = await rejectionOf(store.append([reviewingNext(evaluation)]), 'a review that throws');
      assertEqual(Reflect.get(Object(error), 'message'), 'there is no evaluation to review', 'what decide threw');
      await assertRefused(store.append([reviewing(first)]), 'a review of nothing', 'trail_corrupt');
      const elsewhere = { ...reviewing(first), policyId: 'nobody' };
      await assertRefused(store.append([elsewhere]), 'a review in a policy that is not there', 'trail_corrupt');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
    },
  ),

  ...refused.map(({ id, what, reviews }) =>
    scenario(`review/refuses-${id}`, `refuses ${what}`, async ({ open }) => {
      const store = await open();
      await store.append([...setting, reviewing(first)]);
      const before = await contentsOf(store);
      const write = { ...reviewing(...reviews), evaluationId: evaluation.id };
      await assertRefused(store.append([write]), what, 'trail_corrupt');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
      await store.append([reviewing(second)]);
      assertEqual((await store.readEvaluation('p', evaluation.id))?.reviews, [first, second], 'the reviews');
    }),
  ),

  scenario('review/begins-with-one', 'refuses a first review that does not follow the evaluation', async ({ open }) => {
    const store = await open();
    await store.append(setting);
    await assertRefused(store.append([reviewing(second)]), 'review 2 first', 'trail_corrupt');
    const linked = aReview(evaluation, { previousHash: other.hash });
    await assertRefused(store.append([reviewing(linked)]), 'a review that follows another evaluation', 'trail_corrupt');
    assertEqual((await store.readEvaluation('p', evaluation.id))?.reviews, [], 'the reviews');
  }),

  scenario(
    'review/outlives-an-erasure',
    'keeps reviews where the evaluation is erased, and takes more',
    async ({ open }) => {
      const store = await open();
      await store.append([...setting, reviewing(first), erasing(anErasure(evaluation)), reviewingNext(evaluation)]);
      assertEqual((await store.readEvaluation('p', evaluation.id))?.reviews, [first, second], 'the reviews');
    },
  ),

  scenario('review/in-their-order', 'orders reviews by number, not by the number as text', async ({ open }) => {
    const store = await open();
    await store.append([...setting, reviewingNext(evaluation, 12)]);
    const [whole] = await store.readEvaluations({ policyId: 'p', limit: 1 });
    assertEqual(whole?.reviews, reviewsOf(evaluation, 12), 'the reviews');
  }),
];
