import type { Actor, PolicyHead, VersionOrigin } from '@policytrail/core';
import { assertEqual, assertThat } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { scribble } from '../../evidence/scribble.js';
import { aPin } from '../../samples/pin.js';
import { aChain, aVersion } from '../../samples/version.js';
import { pinning, pinningHead, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const actors: readonly (Actor | null)[] = [
  null,
  { id: 'ana' },
  { id: 'ana', name: 'Ana Lima' },
  { id: 'bot-7', kind: 'agent', onBehalfOf: { id: 'ana' } },
  { id: 'bot-7', name: 'Bot', kind: 'agent', onBehalfOf: { id: 'ana', name: 'Ana Lima' } },
];

const origins: readonly VersionOrigin[] = [
  { type: 'saved' },
  { type: 'restored', version: 1 },
  { type: 'undone', version: 2 },
  { type: 'template', name: 'starter', contentHash: 'a'.repeat(64) },
  { type: 'migrated' },
  { type: 'imported' },
  { type: 'merged' },
];

export const appendScenarios: readonly Scenario[] = [
  scenario(
    'append/keeps-every-member',
    'gives back every member of a version as it was handed over',
    async ({ open }) => {
      const store = await open();
      const first = aVersion({ schema: { name: 'budget', contentHash: 'b'.repeat(64) }, createdBy: null });
      const second = aVersion({
        after: first,
        createdBy: { id: 'bot-7', name: 'Bot', kind: 'agent', onBehalfOf: { id: 'ana', name: 'Ana Lima' } },
        changeNotes: 'Increased for production',
        label: 'v1.2.0',
        title: 'Q1 2026 Policy',
        effectiveAt: '2026-01-01T00:00:00.000Z',
        changes: {
          total: 12,
          fields: ['/limits/*/usd', '/owner'],
          first: [
            { kind: 'added', path: '/owner', field: '/owner', after: { id: 'ana', groups: ['a', null, 1.5, true] } },
            { kind: 'removed', path: '/limits/2', field: '/limits/*', before: [] },
            { kind: 'changed', path: '/notes', field: '/notes', clipped: true },
            { kind: 'moved', path: '/limits/0', field: '/limits/*', from: '/limits/1' },
          ],
        },
      });
      const third = aVersion({ after: second, withdraws: 2, requestId: '!~ "req\\uest"', policy: {} });
      const versions = [first, second, third];
      const outcomes = await store.append(versions.map(storing));
      assertEqual(
        outcomes,
        versions.map((version) => ({ kind: 'version', status: 'appended', version })),
        'the outcomes',
      );
      for (const version of versions) {
        assertEqual(await store.readVersion(version.policyId, version.version), version, `version ${version.version}`);
      }
    },
  ),

  scenario('append/keeps-actors-and-origins', 'gives back every form of author and origin', async ({ open }) => {
    const store = await open();
    const chain = aChain('p', 35, (version) => ({
      createdBy: actors[version % actors.length] ?? null,
      origin: origins[version % origins.length] ?? { type: 'saved' },
    }));
    await store.append(chain.map(storing));
    assertEqual(await store.readVersions({ policyId: 'p', after: 0, limit: 100 }), chain, 'the versions');
  }),

  scenario(
    'append/shows-decide-the-head',
    'decides on nothing at first, then on the version before',
    async ({ open }) => {
      const store = await open();
      const seen: (PolicyHead | undefined)[] = [];
      for (const requestId of ['a', 'b', 'c']) {
        const write = storingNext('p', requestId);
        const decide: typeof write.decide = (head) => {
          seen.push(head);
          return write.decide(head);
        };
        await store.append([{ ...write, decide }]);
      }
      assertEqual(seen[0], undefined, 'the head before the first version');
      assertEqual(
        seen.map((head) => head?.latest.version),
        [undefined, 1, 2],
        'the heads',
      );
      assertEqual(seen[2]?.latest, await store.readVersion('p', 2), 'the head before version 3');
    },
  ),

  scenario('append/can-be-declined', 'stores nothing where decide declines, and answers the head', async ({ open }) => {
    const store = await open();
    const decline = { ...storingNext('p', 'declined'), decide: () => undefined };
    assertEqual(await store.append([decline]), [{ kind: 'version', status: 'declined', head: undefined }], 'no head');
    assertEqual(await store.listPolicyIds(), [], 'the policies after a declined first version');
    await store.append([storing(aVersion({ policyId: 'p' }))]);
    const before = await contentsOf(store);
    const [outcome] = await store.append([decline]);
    assertEqual(outcome, { kind: 'version', status: 'declined', head: await store.readHead('p') }, 'the outcome');
    assertEqual(await contentsOf(store), before, 'the store afterwards');
  }),

  scenario('append/pins-a-version', 'pins a subject to a version, decided on the head', async ({ open }) => {
    const store = await open();
    const chain = aChain('p', 2);
    await store.append(chain.map(storing));
    const pin = aPin(chain[1] ?? aVersion(), {
      subject: { type: 'quote', id: 'Q-123', version: '3' },
      pinnedAt: '2025-10-02T16:00:00.000Z',
      pinnedBy: { id: 'bot-7', name: 'Bot', kind: 'agent', onBehalfOf: { id: 'ana', name: 'Ana Lima' } },
    });
    const seen: (PolicyHead | undefined)[] = [];
    const decide = (head: PolicyHead | undefined) => {
      seen.push(head);
      return pin;
    };
    const outcomes = await store.append([{ ...pinning(pin), decide }]);
    assertEqual(outcomes, [{ kind: 'pin', status: 'appended', pin }], 'the outcome');
    assertEqual(seen.at(-1), await store.readHead('p'), 'the head shown to decide');
    assertEqual(await store.readPin('p', pin.subject), pin, 'the pin');
  }),

  scenario('append/saves-leave-pins-alone', 'never moves a pin when a later version comes', async ({ open }) => {
    const store = await open();
    const subject = { type: 'run', id: 'run-1', version: '' };
    await store.append([storingNext('p', 'a'), pinningHead('p', { subject })]);
    const pin = await store.readPin('p', subject);
    await store.append([storingNext('p', 'b'), storingNext('p', 'c')]);
    assertEqual(pin?.policyVersion, 1, 'the version pinned');
    assertEqual(await store.readPin('p', subject), pin, 'the pin after two more versions');
  }),

  scenario(
    'append/keeps-rows-out-of-reach',
    'keeps what it stored whatever becomes of the objects',
    async ({ open }) => {
      const store = await open();
      const createdBy = { id: 'ana', name: 'Ana' };
      const version = aVersion({ policyId: 'p', createdBy });
      const pin = { ...aPin(version), subject: { type: 'run', id: 'run-1', version: '' } };
      const handed = { ...version };
      const [outcome] = await store.append([storing(handed), pinning(pin)]);
      const before = await contentsOf(store);
      const kept = structuredClone(before);
      assertThat(Reflect.set(createdBy, 'name', 'Eve'), "the author handed over is still its owner's to change");
      assertThat(Reflect.set(handed, 'policyJson', '{}'), "the version handed over is still its owner's to change");
      Reflect.set(pin.subject, 'id', 'run-2');
      scribble(outcome);
      scribble(before);
      assertEqual(await contentsOf(store), kept, 'the store after its answers were written to');
    },
  ),
];
