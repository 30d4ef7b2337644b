import type { StoredVersion } from '@policytrail/core';
import { assertEqual } from '../../evidence/assert.js';
import { aPin } from '../../samples/pin.js';
import { aVersion } from '../../samples/version.js';
import { pinning, storing, storingNext } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';
import { texts } from './awkward-texts.js';

/** Ids of which any two differ, and some layer takes two of them for one. */
const alike = [
  'a',
  'A',
  '\uff41',
  'a ',
  ' a',
  'a\u200b',
  '\u00e9',
  'e\u0301',
  'ss',
  'ß',
  'SS',
  'i',
  'I',
  'ı',
  'İ',
  'K',
  '\u212a',
  '7',
  '07',
  '007',
  '7.0',
  '7e0',
  '+7',
  '٧',
  '1000',
  '1e3',
  '0',
  '-0',
  'true',
  'null',
  'undefined',
  "'",
  "''",
  '\\',
  '\\\\',
];

export const textScenarios: readonly Scenario[] = [
  ...Object.entries(texts).map(([name, text]) =>
    scenario(
      `text/${name}`,
      `keeps ${name.replaceAll('-', ' ')} as they are, in every text of a row`,
      async ({ open }) => {
        const store = await open();
        const version = versionOf(text);
        const pin = aPin(version, {
          subject: { type: text, id: text, version: text.slice(0, 64) },
          pinnedBy: version.createdBy,
        });
        await store.append([storing(version), pinning(pin)]);
        assertEqual(await store.readVersion(text, 1), version, 'the version');
        assertEqual((await store.readHead(text))?.latest, version, 'the head');
        assertEqual(await store.readLabelled(text, text), version, 'the version by its label');
        assertEqual(await store.readPin(text, pin.subject), pin, 'the pin');
        assertEqual(await store.listPolicyIds(), [text], 'the policies');
        const filter = { author: text, text };
        const found = await store.listVersions({ policyId: text, limit: 10, order: 'newest', filter });
        assertEqual(found.total, 1, 'the versions found by author and text');
        const { policies } = await store.listPolicies({ prefix: text, limit: 10, includeInternal: false });
        assertEqual(
          policies.map(({ title }) => title),
          [text],
          'the policies by prefix',
        );
      },
    ),
  ),

  scenario('text/several-lines', 'keeps line ends, tabs and other control characters in notes', async ({ open }) => {
    const store = await open();
    const changeNotes = 'one\r\ntwo\n\tthree\r\u0001\u001b[31m\u007f\u0085';
    await store.append([storing(aVersion({ changeNotes }))]);
    assertEqual((await store.readVersion('project-123', 1))?.changeNotes, changeNotes, 'the notes');
  }),

  scenario('text/empty', 'tells empty text from none', async ({ open }) => {
    const store = await open();
    const version = aVersion({ changeNotes: '', label: '', title: '', createdBy: { id: 'ana', name: '' } });
    await store.append([storing(version)]);
    assertEqual(await store.readVersion('project-123', 1), version, 'the version');
    assertEqual(await store.readLabelled('project-123', ''), version, 'the version by its empty label');
  }),

  scenario('text/policies-apart', 'keeps policies apart whose ids only look alike', async ({ open }) => {
    const store = await open();
    await store.append(alike.map((policyId) => storingNext(policyId, 'a', () => ({ title: policyId }))));
    for (const policyId of alike) {
      const head = await store.readHead(policyId);
      assertEqual([head?.latest.policyId, head?.latest.title], [policyId, policyId], `the policy ${policyId}`);
    }
    const policyIds = await store.listPolicyIds();
    assertEqual(policyIds.length, alike.length, 'how many ids there are');
    assertEqual(
      alike.filter((policyId) => !policyIds.includes(policyId)),
      [],
      'the ids that are not listed',
    );
  }),

  scenario(
    'text/labels-and-subjects-apart',
    'keeps labels and subjects apart that only look alike',
    async ({ open }) => {
      const store = await open();
      await store.append(alike.map((label) => storingNext('p', `request-${alike.indexOf(label)}`, () => ({ label }))));
      for (const [index, label] of alike.entries()) {
        assertEqual((await store.readLabelled('p', label))?.version, index + 1, `the version labelled ${label}`);
      }
      const versions = await store.readVersions({ policyId: 'p', after: 0, limit: 100 });
      const pins = versions.flatMap((version, index) => {
        const text = alike[index] ?? '';
        return [
          aPin(version, { subject: { type: text } }),
          aPin(version, { subject: { id: text } }),
          aPin(version, { subject: { version: text } }),
        ];
      });
      const outcomes = await store.append(pins.map(pinning));
      assertEqual(
        outcomes.filter(({ status }) => status !== 'appended'),
        [],
        'the pins taken for others',
      );
      for (const pin of pins) assertEqual(await store.readPin('p', pin.subject), pin, 'a pin');
    },
  ),

  scenario('text/policy-as-it-is', 'keeps the text of a policy to the last character', async ({ open }) => {
    const store = await open();
    const policyJson =
      '{"10":1,"9":2,"b": 1.50,"a":9007199254740993,"e":1E2,"u":"\\u00e9\u00e9e\u0301","n":-0,"__proto__":{"x":[ ]},"s":"\\"\\\\\\u2028"}';
    await store.append([storing(aVersion({ policyJson }))]);
    assertEqual((await store.readVersion('project-123', 1))?.policyJson, policyJson, 'the text of the policy');
  }),

  scenario('text/changes-as-they-are', 'keeps hostile paths and values of changes', async ({ open }) => {
    const store = await open();
    const first = aVersion();
    const all = Object.values(texts);
    const paths = [...new Set(all.map((text) => `/${text.replaceAll('~', '~0').replaceAll('/', '~1')}`))];
    const changes = {
      total: 1000,
      fields: paths,
      first: paths
        .slice(0, 10)
        .map((path) => ({ kind: 'added', path, field: path, after: { [path]: all, ['__proto__']: 1 } }) as const),
    };
    const second = aVersion({ after: first, changes });
    await store.append([first, second].map(storing));
    assertEqual(await store.readVersion('project-123', 2), second, 'the version');
  }),
];

function versionOf(text: string): StoredVersion {
  return aVersion({
    policyId: text,
    policy: { text },
    createdBy: { id: text, name: text, kind: text, onBehalfOf: { id: text, name: text } },
    changeNotes: text,
    label: text,
    title: text,
    origin: { type: 'template', name: text, contentHash: 'c'.repeat(64) },
    schema: { name: text, contentHash: 'd'.repeat(64) },
  });
}
