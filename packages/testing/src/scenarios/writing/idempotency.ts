import type { Pin, StoredVersion } from '@policytrail/core';
import { assertEqual, assertThat, rejectionOf } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { aVersion } from '../../samples/version.js';
import { pinningHead, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const subject = { type: 'run', id: 'run-1', version: '' };

function neverDecides(): never {
  throw new Error('decide was called for something that is stored');
}

export const idempotencyScenarios: readonly Scenario[] = [
  scenario(
    'idempotency/knows-a-request',
    'answers a known request id with the version it stored, and shows it first',
    async ({ open }) => {
      const store = await open();
      await store.append([storingNext('p', 'a'), storingNext('p', 'b'), storingNext('p', 'c')]);
      const before = await contentsOf(store);
      const shown: StoredVersion[] = [];
      const again = {
        ...storingNext('p', 'b'),
        decide: neverDecides,
        recognise: (stored: StoredVersion) => void shown.push(stored),
      };
      const version = await store.readVersion('p', 2);
      assertEqual(await store.append([again]), [{ kind: 'version', status: 'already_stored', version }], 'the outcome');
      assertEqual(shown.at(-1), version, 'the version shown to recognise');
      assertEqual(await contentsOf(store), before, 'the store afterwards');
    },
  ),

  scenario('idempotency/within-a-batch', 'knows a request id that the same batch brought', async ({ open }) => {
    const store = await open();
    const outcomes = await store.append([storingNext('p', 'a'), { ...storingNext('p', 'a'), decide: neverDecides }]);
    assertEqual(
      outcomes.map(({ status }) => status),
      ['appended', 'already_stored'],
      'the outcomes',
    );
    assertEqual((await store.readHead('p'))?.latest.version, 1, 'the head');
  }),

  scenario('idempotency/per-policy', 'takes the same request id of another policy as new', async ({ open }) => {
    const store = await open();
    const outcomes = await store.append([storingNext('p', 'a'), storingNext('q', 'a'), storingNext('P', 'a')]);
    assertEqual(
      outcomes.map(({ status }) => status),
      Array(3).fill('appended'),
      'the outcomes',
    );
  }),

  scenario('idempotency/exact', 'tells request ids apart that only look alike', async ({ open }) => {
    const store = await open();
    const alike = ['a', 'A', 'a ', ' a', '7', '07', '7.0', '7e0', '+7', '%', '_', "'", "''", '\\', '\\\\', 'null'];
    for (const requestId of alike) {
      const [outcome] = await store.append([storingNext('p', requestId)]);
      assertEqual(outcome?.status, 'appended', `request id ${requestId}`);
    }
    for (const [index, requestId] of alike.entries()) {
      const [outcome] = await store.append([{ ...storingNext('p', requestId), decide: neverDecides }]);
      assertEqual(
        outcome?.kind === 'version' && outcome.status === 'already_stored' && outcome.version.version,
        index + 1,
        requestId,
      );
    }
  }),

  scenario(
    'idempotency/forgets-what-failed',
    'takes a request id as new whose write failed or was declined',
    async ({ open }) => {
      const store = await open();
      const stop = () => {
        throw new Error('stop');
      };
      await rejectionOf(
        store.append([storingNext('p', 'a'), { ...storingNext('p', 'b'), decide: stop }]),
        'a failed batch',
      );
      await store.append([{ ...storingNext('p', 'c'), decide: () => undefined }]);
      const outcomes = await store.append(['a', 'b', 'c'].map((requestId) => storingNext('p', requestId)));
      assertEqual(
        outcomes.map(({ status }) => status),
        Array(3).fill('appended'),
        'the outcomes',
      );
    },
  ),

  scenario('idempotency/pins-once', 'answers a second pin of a subject with the first', async ({ open }) => {
    const store = await open();
    const [, appended] = await store.append([storingNext('p', 'a'), pinningHead('p', { subject })]);
    assertThat(appended?.kind === 'pin', 'the outcome is a pin');
    await store.append([storingNext('p', 'b')]);
    const shown: Pin[] = [];
    const again = {
      ...pinningHead('p', { subject }),
      decide: neverDecides,
      recognise: (stored: Pin) => void shown.push(stored),
    };
    assertEqual(
      await store.append([again]),
      [{ kind: 'pin', status: 'already_stored', pin: appended.pin }],
      'the outcome',
    );
    assertEqual(shown.at(-1), appended.pin, 'the pin shown to recognise');
    assertEqual(await store.readPins({ policyId: 'p', limit: 10 }), [appended.pin], 'the pins');
  }),

  scenario('idempotency/pins-within-a-batch', 'pins a subject once where a batch asks twice', async ({ open }) => {
    const store = await open();
    const batch = [
      storingNext('p', 'a'),
      pinningHead('p', { subject }),
      storingNext('p', 'b'),
      pinningHead('p', { subject }),
    ];
    const outcomes = await store.append(batch);
    assertEqual(
      outcomes.map(({ status }) => status),
      ['appended', 'appended', 'appended', 'already_stored'],
      'the outcomes',
    );
    assertEqual((await store.readPin('p', subject))?.policyVersion, 1, 'the version pinned');
  }),

  scenario(
    'idempotency/answers-the-original',
    'answers with the row it stored, whatever is sent the second time',
    async ({ open }) => {
      const store = await open();
      const original = aVersion({ policyId: 'p', requestId: 'a', changeNotes: 'original' });
      await store.append([storing(original)]);
      const other = aVersion({ policyId: 'p', requestId: 'a', changeNotes: 'other', policy: { other: true } });
      const [outcome] = await store.append([storing(other)]);
      assertEqual(outcome, { kind: 'version', status: 'already_stored', version: original }, 'the outcome');
    },
  ),
];
