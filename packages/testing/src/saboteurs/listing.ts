import type { PolicyStore, VersionPage, VersionQuery } from '@policytrail/core';
import { allVersions, delegateTo, type Saboteur } from './saboteur.js';

const everything = Number.MAX_SAFE_INTEGER;

export const listingSaboteurs: readonly Saboteur[] = [
  listing(
    'drops-the-filter',
    'lists a history as if there were no filter',
    ['filter/author', 'filter/text'],
    (store, query) => {
      const { filter, ...unfiltered } = query;
      return store.listVersions(unfiltered);
    },
  ),
  listing('filters-the-page', 'takes a page first and filters it then', ['filter/in-pages'], async (store, query) => {
    const { filter, ...unfiltered } = query;
    const [page, passing] = [
      await store.listVersions(unfiltered),
      await store.listVersions({ ...query, limit: everything }),
    ];
    const numbers = passing.versions.map(({ version }) => version);
    return { versions: page.versions.filter(({ version }) => numbers.includes(version)), total: passing.total };
  }),
  listing(
    'counts-the-page',
    'counts the page for the total',
    ['order/pages-of-history', 'filter/in-pages'],
    async (store, query) => {
      const { versions } = await store.listVersions(query);
      return { versions, total: versions.length };
    },
  ),
  listing('counts-without-the-filter', 'counts what the filter leaves out', ['filter/author'], async (store, query) => {
    const { filter, ...unfiltered } = query;
    return { ...(await store.listVersions(query)), total: (await store.listVersions(unfiltered)).total };
  }),
  listing(
    'includes-the-cursor',
    'begins a page with the version it comes before',
    ['order/pages-of-history'],
    (store, query) => store.listVersions(query.before === undefined ? query : { ...query, before: query.before + 1 }),
  ),
  listing('ignores-the-limit', 'lists more than was asked for', ['order/pages-of-history'], (store, query) =>
    store.listVersions({ ...query, limit: everything }),
  ),
  listing(
    'pages-from-the-wrong-end',
    'takes the lowest numbers for newest first',
    ['order/pages-of-history'],
    async (store, query) => {
      const { versions, total } = await store.listVersions({ ...query, order: 'oldest' });
      return { versions: query.order === 'oldest' ? versions : versions.toReversed(), total };
    },
  ),
  listing('orders-numbers-as-text', 'puts version 10 before version 9', ['order/history'], async (store, query) => {
    const { versions, total } = await store.listVersions(query);
    const sorted = versions.toSorted((one, other) => (String(one.version) < String(other.version) ? -1 : 1));
    return { versions: query.order === 'oldest' ? sorted : sorted.toReversed(), total };
  }),
  listing(
    'heeds-case',
    'finds text in its own case only',
    ['filter/text', 'filter/text-beyond-ascii'],
    async (store, query) => {
      const text = query.filter?.text;
      if (text === undefined) return store.listVersions(query);
      const { versions } = await store.listVersions({ ...query, limit: everything });
      const passing = versions.filter((version) => JSON.stringify(version).includes(JSON.stringify(text).slice(1, -1)));
      return { versions: passing.slice(0, query.limit), total: passing.length };
    },
  ),
  listing(
    'lists-policies-with-histories',
    'carries the policies along in a list',
    ['reading/summaries-without-policies'],
    async (store, query) => {
      const { versions, total } = await store.listVersions(query);
      const whole = await allVersions(store, query.policyId);
      return { versions: versions.flatMap(({ version }) => whole[version - 1] ?? []), total };
    },
  ),
  {
    id: 'orders-by-utf-16',
    breaks: 'orders ids by UTF-16 units',
    caughtBy: ['order/policies'],
    wrap: (store) => ({
      ...delegateTo(store),
      listPolicyIds: async () => (await store.listPolicyIds()).toSorted(),
      async listPolicies(query) {
        const { policies, total } = await store.listPolicies(query);
        return { policies: policies.toSorted((one, other) => (one.policyId < other.policyId ? -1 : 1)), total };
      },
    }),
  },
  {
    id: 'takes-a-prefix-for-a-pattern',
    breaks: 'takes _ in a prefix for any character',
    caughtBy: ['order/prefix'],
    wrap: (store) => ({
      ...delegateTo(store),
      async listPolicies(query) {
        const { prefix = '', ...rest } = query;
        if (!prefix.includes('_')) return store.listPolicies(query);
        const { policies } = await store.listPolicies({ ...rest, limit: everything });
        const passing = policies.filter(({ policyId }) =>
          [...prefix].every((wanted, index) => wanted === '_' || wanted === policyId[index]),
        );
        return { policies: passing.slice(0, query.limit), total: passing.length };
      },
    }),
  },
  {
    id: 'shows-internal-policies',
    breaks: 'lists policies of its own unasked',
    caughtBy: ['reading/internal-policies'],
    wrap: (store) => ({
      ...delegateTo(store),
      listPolicies: (query) => store.listPolicies({ ...query, includeInternal: true }),
    }),
  },
  {
    id: 'repeats-a-pin',
    breaks: 'begins a page of pins with the last of the page before',
    caughtBy: ['order/pins'],
    wrap: (store) => ({
      ...delegateTo(store),
      async readPins(query) {
        const last = query.after && (await store.readPin(query.policyId, query.after));
        const page = await store.readPins(query);
        return last === undefined || page.length === 0 ? page : [last, ...page].slice(0, query.limit);
      },
    }),
  },
];

/** Lists histories in its own way. */
function listing(
  id: string,
  breaks: string,
  caughtBy: readonly string[],
  listVersions: (store: PolicyStore, query: VersionQuery) => Promise<VersionPage>,
): Saboteur {
  const wrap: Saboteur['wrap'] = (store) => ({
    ...delegateTo(store),
    listVersions: (query) => listVersions(store, query),
  });
  return { id, breaks, caughtBy, wrap };
}
