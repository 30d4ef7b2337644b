import {
  isPolicytrailError,
  type PolicyStore,
  type ReviewWrite,
  type StoredVersion,
  type Write,
} from '@policytrail/core';
import { assertEqual, assertFound, assertThat } from '../../evidence/assert.js';
import { assertChain } from '../../evidence/chain.js';
import { contentsOf, policyContentsOf, readChain } from '../../evidence/contents.js';
import { anErasure } from '../../samples/erasure.js';
import { aDecision, anEvaluation } from '../../samples/evaluation.js';
import { reviewsOf } from '../../samples/review.js';
import { aVersion } from '../../samples/version.js';
import { erasing, pinningHead, recording, reviewingNext, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';
import type { FaultPlan, FaultyStore, Place } from '../../suite/subject.js';

const subject = { type: 'run', id: 'run-1', version: '' };

export const recoveryScenarios: readonly Scenario[] = [
  scenario(
    'recovery/retry-after-reopening',
    'loses and doubles nothing when any driver call of an append fails and it is retried after reopening',
    async ({ open, place }) => {
      const observer = await open();
      await eachFault('use', async (plan) => {
        const { store, hasFailed } = await openFaulty(place, plan);
        const batch = batchOf(plan);
        const before = await countIn(observer);
        const acknowledged = await settle(store.append(batch), plan);
        await settle(store.close(), plan);
        const stored = (await countIn(observer)) - before;
        assertThat(stored === 0 || stored === 2, `${where(plan)}: ${stored} of a batch of 2 versions are there`);
        assertThat(stored === 2 || !acknowledged, `${where(plan)}: an acknowledged batch is lost`);
        await withStore(place, (reopened) => reopened.append(batch));
        assertEqual((await countIn(observer)) - before, 2, `${where(plan)}: the versions after the retry`);
        return hasFailed();
      });
      assertChain(await readChain(observer, 'p'), 'the chain');
    },
  ),

  scenario(
    'recovery/retry-at-once',
    'goes on after any driver call of an append failed, and takes the retry',
    async ({ open, place }) => {
      const observer = await open();
      await eachFault('use', async (plan) => {
        const { store, hasFailed } = await openFaulty(place, plan);
        const batch = batchOf(plan);
        const before = await countIn(observer);
        const acknowledged = await settle(store.append(batch), plan);
        if (!hasFailed()) return false;
        const outcomes = await store.append(batch);
        const isKnown = outcomes.every(({ status }) => status === 'already_stored');
        assertThat(isKnown || !acknowledged, `${where(plan)}: an acknowledged batch is lost`);
        await store.close();
        assertEqual((await countIn(observer)) - before, 2, `${where(plan)}: the versions after the retry`);
        return true;
      });
      assertChain(await readChain(observer, 'p'), 'the chain');
    },
  ),

  scenario(
    'recovery/records',
    'loses and halves no record when any driver call of an append of evaluation, review and erasure fails',
    async ({ open, place }) => {
      const observer = await open();
      const version = aVersion({ policyId: 'p' });
      await observer.append([storing(version)]);
      await eachFault('use', async (plan) => {
        const { store, hasFailed } = await openFaulty(place, plan);
        const batch = recordsOf(version, plan);
        const acknowledged = await settle(store.append(batch), plan);
        await settle(store.close(), plan);
        const stored = await countRecords(observer, plan);
        assertThat(stored === 0 || stored === recordsInBatch, `${where(plan)}: a part of a batch is there`);
        assertThat(stored > 0 || !acknowledged, `${where(plan)}: an acknowledged batch is lost`);
        await withStore(place, (reopened) => reopened.append(batch));
        assertEqual(await countRecords(observer, plan), recordsInBatch, `${where(plan)}: the records after the retry`);
        return hasFailed();
      });
    },
  ),

  scenario(
    'recovery/reading',
    'answers right or not at all when any driver call of a reader fails, and right the next time',
    async ({ open, place }) => {
      const observer = await open();
      const labelled = storingNext('p', 'a', () => ({ label: 'v1' }));
      await observer.append([labelled, storingNext('p', 'b'), pinningHead('p', { subject })]);
      const version = assertFound(await observer.readVersion('p', 1), 'version 1');
      const [kept, erased] = ['kept', 'erased'].map((id) =>
        anEvaluation(version, { id, decision: aDecision(['cap']) }),
      );
      assertThat(kept !== undefined && erased !== undefined, 'two evaluations');
      await observer.append([kept, erased].map(recording));
      await observer.append([reviewingNext(kept, 2), erasing(anErasure(erased))]);
      const expected = await contentsOf(observer);
      await eachFault('use', async (plan) => {
        const { store, hasFailed } = await openFaulty(place, plan);
        const answer = await contentsOf(store).catch((error: unknown) => assertOurs(error, plan));
        if (answer !== undefined) assertEqual(answer, expected, `${where(plan)}: what was read`);
        if (!hasFailed()) return false;
        assertEqual(await contentsOf(store), expected, `${where(plan)}: what was read the next time`);
        await store.close();
        return true;
      });
    },
  ),

  scenario(
    'recovery/opening',
    'opens an empty place after any driver call of the first opening failed',
    async ({ prepare }) => {
      await eachFault('opening', async (plan) => {
        const place = await prepare();
        const faulty = await openFaulty(place, plan).catch((error: unknown) => assertOurs(error, plan));
        await withStore(place, async (store) => {
          await store.append(batchOf(plan));
          assertEqual(await countIn(store), 2, `${where(plan)}: the versions at the second opening`);
        });
        await place.dispose();
        return faulty === undefined || faulty.hasFailed();
      });
    },
  ),
];

/** Far more driver calls than any step needs: past it, the subject's fault injection does not work. */
const enough = 500;

/** Plays a step with each call failing in turn, before and after its effect, until a call is no longer reached. */
async function eachFault(during: FaultPlan['during'], step: (plan: FaultPlan) => Promise<boolean>): Promise<void> {
  for (const moment of ['before', 'after'] as const) {
    let call = 1;
    while (await step({ during, call, moment })) {
      call += 1;
      assertThat(call < enough, `a step takes more than ${enough} driver calls`);
    }
    assertThat(call > 1, `no driver call failed ${moment} its effect`);
  }
}

async function openFaulty(place: Place, plan: FaultPlan): Promise<FaultyStore> {
  return assertFound(place.openFaulty, 'a way to open a store whose driver fails')(plan);
}

function batchOf({ call, moment }: FaultPlan): readonly Write[] {
  const id = `${moment}-${call}`;
  return [
    storingNext('p', `${id}-1`, () => ({ label: id })),
    pinningHead('p', { subject: { ...subject, id } }),
    storingNext('p', `${id}-2`),
  ];
}

/** Two evaluations, one reviewed and one erased. */
function recordsOf(version: StoredVersion, { call, moment }: FaultPlan): readonly Write[] {
  const kept = anEvaluation(version, { id: `${moment}-${call}`, decision: aDecision(['cap']) });
  const erased = anEvaluation(version, { id: `${moment}-${call}-erased`, decision: aDecision(['cap']) });
  const reviews = reviewsOf(kept, 1);
  // Retried as a client does: not said again once it is there.
  const decide: ReviewWrite['decide'] = (found) => (found?.reviews.length === 0 ? reviews : []);
  const review: ReviewWrite = { kind: 'review', policyId: 'p', evaluationId: kept.id, decide };
  return [recording(kept), recording(erased), review, erasing(anErasure(erased))];
}

const recordsInBatch = 4;

/** How many evaluations, reviews and erasures of a batch there are. */
async function countRecords(store: PolicyStore, { call, moment }: FaultPlan): Promise<number> {
  const kept = await store.readEvaluation('p', `${moment}-${call}`);
  const erased = await store.readEvaluation('p', `${moment}-${call}-erased`);
  const isWhole = (kept?.evaluation.payload ?? null) !== null;
  const isErased = (erased?.evaluation.erasure ?? null) !== null && erased?.evaluation.payload === null;
  return [isWhole, kept?.reviews.length === 1, erased !== undefined, isErased].filter((holds) => holds).length;
}

/** How many versions there are; half as many pins and a head that agrees, or it throws. */
async function countIn(store: PolicyStore): Promise<number> {
  const { versions, pins, sealedHead } = await policyContentsOf(store, 'p');
  assertEqual(sealedHead?.hash, versions.at(-1)?.hash, 'the sealed head');
  assertEqual(pins.length * 2, versions.length, 'the pins, by the number of versions');
  return versions.length;
}

async function withStore<Answer>(place: Place, use: (store: PolicyStore) => Promise<Answer>): Promise<Answer> {
  const store = await place.open();
  const answer = await use(store);
  await store.close();
  return answer;
}

/** Whether a call was answered. Throws where it was refused with anything but a PolicytrailError. */
async function settle(promise: Promise<unknown>, plan: FaultPlan): Promise<boolean> {
  try {
    await promise;
    return true;
  } catch (error) {
    assertOurs(error, plan);
    return false;
  }
}

function assertOurs(error: unknown, plan: FaultPlan): undefined {
  if (!isPolicytrailError(error)) throw new Error(`${where(plan)}: expected a PolicytrailError`, { cause: error });
}

function where({ during, call, moment }: FaultPlan): string {
  return `driver call ${call} during ${during} failed ${moment} its effect`;
}
