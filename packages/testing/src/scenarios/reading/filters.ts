import type { HistoryFilter, StoredVersion } from '@policytrail/core';
import { assertEqual } from '../../evidence/assert.js';
import { aVersion, type VersionSample } from '../../samples/version.js';
import { storing } from '../../samples/writes.js';
import { type Scenario, scenario } from '../../suite/scenario.js';

const day = (number: number): string => `2025-10-0${number}T00:00:00.000Z`;

function changing(...fields: readonly string[]): Pick<VersionSample, 'changes'> {
  return {
    changes: {
      total: fields.length,
      fields,
      first: fields.map((path) => ({ kind: 'added', path, field: path, after: 1 })),
    },
  };
}

/** Versions 1 to 9, one created each day from the first. */
const samples: readonly VersionSample[] = [
  { createdBy: null, changeNotes: 'Initial policy' },
  { createdBy: { id: 'ana', name: 'Ana Lima' }, changeNotes: 'Increased for production', ...changing('/budgetTokens') },
  { createdBy: { id: 'bob' }, label: 'v1.2.0', ...changing('/budgetUsd', '/limits/daily') },
  { createdBy: { id: 'Ana' }, title: 'Q1 2026 Policy', ...changing('/limits') },
  { createdBy: { id: 'ana' }, changeNotes: 'Überprüfung: 50% weniger', ...changing('/limits/daily/usd') },
  {
    createdBy: { id: 'bot', kind: 'agent', onBehalfOf: { id: 'ana' } },
    ...changing('/limitsAndMore', '/rules/*/when'),
  },
  { createdBy: { id: 'eve', name: 'caf\u00e9' }, changeNotes: 'a_b', ...changing('/budgetUsd') },
  { createdBy: { id: 'ana' }, changeNotes: 'it\'s \\ "quoted" *', changes: { total: 0, fields: [], first: [] } },
  { createdBy: { id: 'ana2' }, changeNotes: 'ΣΊΣΥΦΟΣ', ...changing('/a~1b', '/rules') },
];

interface FilterCase {
  readonly id: string;
  readonly promise: string;
  /** Filter to the numbers that pass it. */
  readonly expected: readonly (readonly [filter: HistoryFilter, versions: readonly number[]])[];
}

const cases: readonly FilterCase[] = [
  {
    id: 'author',
    promise: 'filters by the exact id of the author, not of whom the author acts for',
    expected: [
      [{ author: 'ana' }, [2, 5, 8]],
      [{ author: 'Ana' }, [4]],
      [{ author: 'an' }, []],
      [{ author: '%' }, []],
    ],
  },
  {
    id: 'dates',
    promise: 'filters from an instant, up to but without another',
    expected: [
      [{ from: day(8) }, [8, 9]],
      [{ to: day(3) }, [1, 2]],
      [{ from: day(3), to: day(5) }, [3, 4]],
      [{ from: day(5), to: day(5) }, []],
    ],
  },
  {
    id: 'text',
    promise: 'finds text in notes, label, title and the author, without regard to case',
    expected: [
      [{ text: 'INCREASED' }, [2]],
      [{ text: 'V1.2' }, [3]],
      [{ text: 'q1 2026' }, [4]],
      [{ text: 'lima' }, [2]],
      [{ text: 'ana' }, [2, 4, 5, 8, 9]],
      [{ text: 'nothing of the kind' }, []],
    ],
  },
  {
    id: 'text-beyond-ascii',
    promise: 'ignores case and composition beyond ASCII',
    expected: [
      [{ text: 'überprüfung' }, [5]],
      [{ text: 'U\u0308BERPRU\u0308FUNG' }, [5]],
      [{ text: 'CAFE\u0301' }, [7]],
      [{ text: 'cafe' }, []],
      [{ text: 'σίσυφο' }, [9]],
    ],
  },
  {
    id: 'text-is-literal',
    promise: 'takes no character of the text for a pattern',
    expected: [
      [{ text: '%' }, [5]],
      [{ text: '_' }, [7]],
      [{ text: '*' }, [8]],
      [{ text: '\\' }, [8]],
      [{ text: "'" }, [8]],
      [{ text: '"quoted"' }, [8]],
      [{ text: '.' }, [3]],
    ],
  },
  {
    id: 'field',
    promise: 'finds the versions that changed a field, something below it or something above it',
    expected: [
      [{ field: '/budgetTokens' }, [2]],
      [{ field: '/budgetUsd' }, [3, 7]],
      [{ field: '/limits' }, [3, 4, 5]],
      [{ field: '/limits/daily' }, [3, 4, 5]],
      [{ field: '/limits/daily/usd' }, [3, 4, 5]],
      [{ field: '/limits/weekly' }, [4]],
      [{ field: '/rules/*/when' }, [6, 9]],
      [{ field: '/rules/0/when' }, [6, 9]],
      [{ field: '/a~1b' }, [9]],
      [{ field: '/budget' }, []],
    ],
  },
  {
    id: 'together',
    promise: 'wants every part of a filter to hold',
    expected: [
      [{}, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
      [{ author: 'ana', from: day(5) }, [5, 8]],
      [{ author: 'ana', field: '/limits' }, [5]],
      [{ author: 'ana', text: 'production', to: day(2) }, []],
      [{ author: 'ana', text: 'production', to: day(3), field: '/budgetTokens' }, [2]],
    ],
  },
];

export const filterScenarios: readonly Scenario[] = [
  ...cases.map(({ id, promise, expected }) =>
    scenario(`filter/${id}`, promise, async ({ open }) => {
      const store = await open();
      await store.append(filtered().map(storing));
      for (const [filter, numbers] of expected) {
        const page = await store.listVersions({ policyId: 'p', limit: 100, order: 'oldest', filter });
        const found = page.versions.map(({ version }) => version);
        assertEqual(found, numbers, `the versions under ${JSON.stringify(filter)}`);
        assertEqual(page.total, numbers.length, `the total under ${JSON.stringify(filter)}`);
      }
    }),
  ),

  scenario(
    'filter/in-pages',
    'pages through what a filter lets pass, and counts all of it each time',
    async ({ open }) => {
      const store = await open();
      await store.append(filtered().map(storing));
      const filter = { text: 'ana' };
      const pageOf = async (query: { before?: number; after?: number; order: 'newest' | 'oldest'; limit: number }) => {
        const { versions, total } = await store.listVersions({ policyId: 'p', filter, ...query });
        return { found: versions.map(({ version }) => version), total };
      };
      assertEqual(await pageOf({ order: 'newest', limit: 2 }), { found: [9, 8], total: 5 }, 'newest first');
      assertEqual(await pageOf({ order: 'newest', limit: 2, before: 8 }), { found: [5, 4], total: 5 }, 'the next page');
      assertEqual(await pageOf({ order: 'newest', limit: 2, before: 4 }), { found: [2], total: 5 }, 'the last page');
      assertEqual(await pageOf({ order: 'oldest', limit: 2, after: 2 }), { found: [4, 5], total: 5 }, 'oldest first');
      assertEqual(
        await pageOf({ order: 'oldest', limit: 9, after: 3, before: 8 }),
        { found: [4, 5], total: 5 },
        'a window',
      );
      assertEqual(await pageOf({ order: 'oldest', limit: 0 }), { found: [], total: 5 }, 'no room');
    },
  ),
];

function filtered(): readonly StoredVersion[] {
  return samples.reduce<readonly StoredVersion[]>((chain, sample, index) => {
    return [...chain, aVersion({ policyId: 'p', createdAt: day(index + 1), ...sample, after: chain.at(-1) })];
  }, []);
}
