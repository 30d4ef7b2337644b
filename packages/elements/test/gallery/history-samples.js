/** Samples of histories, by name: what is set on a `<policy-history>`. */

const now = Date.parse('2025-10-05T10:00:00Z');
const schema = [
  {
    path: '/budgetTokens',
    label: 'Token budget',
    display: 'integer',
    unit: { one: 'token', other: 'tokens' },
    stricter: 'lower',
    summary: true,
    group: 'Budget',
  },
  {
    path: '/budgetUsd',
    label: 'Cost budget',
    display: 'money',
    currency: 'USD',
    stricter: 'lower',
    summary: true,
    group: 'Budget',
  },
  {
    path: '/allowNetwork',
    label: 'Network access',
    display: 'boolean',
    trueLabel: 'Allowed',
    falseLabel: 'Not allowed',
    stricter: 'false',
    summary: true,
    group: 'Access',
  },
  { path: '/guidance', label: 'Guidance', display: 'longText', group: 'Access' },
];
const people = [{ id: 'ana', name: 'Ana Martínez' }, { id: 'user' }, { id: 'deploy-bot', kind: 'service' }, null];
const notes = [
  'Initial policy',
  'Raised for the migration week. The nightly re-indexing needs about three times as many tokens as usual, and the budget alert had gone off every night since Monday; back to normal after the release, see the ticket for the figures and who agreed to it.',
  'Reduced after review',
  null,
  'Restored from version 3',
];
const policies = [
  { budgetTokens: 1500, budgetUsd: '2.50', allowNetwork: false, guidance: 'Ask before you spend.' },
  { budgetTokens: 5000, budgetUsd: '10.00', allowNetwork: true, guidance: 'Ask before you spend.' },
  { budgetTokens: 2000, budgetUsd: '5.00', allowNetwork: true, guidance: 'Ask before you spend.' },
  {
    budgetTokens: 2500,
    budgetUsd: '5.00',
    allowNetwork: false,
    guidance: 'Ask before you spend more than you did the week before.',
  },
  { budgetTokens: 2000, budgetUsd: '5.00', allowNetwork: true, guidance: 'Ask before you spend.' },
];
const days = [
  '2025-09-22T08:00:00.000Z',
  '2025-10-02T16:40:00.000Z',
  '2025-10-03T09:15:00.000Z',
  '2025-10-03T13:30:00.000Z',
  '2025-10-05T07:12:00.000Z',
];

const changed = (before, after) =>
  Object.keys(after)
    .filter((name) => before[name] !== after[name])
    .map((name) => ({
      kind: 'changed',
      path: `/${name}`,
      field: `/${name}`,
      before: before[name],
      after: after[name],
    }));

const versionOf = (index, more = {}) => {
  const first = index === 0 ? null : changed(policies[index - 1], policies[index]);
  return {
    policyId: 'run-budget',
    version: index + 1,
    requestId: `r${index}`,
    createdAt: days[index],
    effectiveAt: days[index],
    createdBy: people[index % people.length],
    changeNotes: notes[index],
    label: index === 1 ? 'v1.1.0' : null,
    title: index === 1 ? 'Migration week' : null,
    withdraws: null,
    origin: index === 4 ? { type: 'restored', version: 3 } : { type: 'saved' },
    schema: null,
    contentHash: `hash of ${JSON.stringify(policies[index])}`,
    previousHash: null,
    hash: `${index}`,
    policy: policies[index],
    changes: first && { total: first.length, fields: first.map(({ field }) => field), first },
    ...more,
  };
};

const versions = [4, 3, 2, 1, 0].map((index) => versionOf(index));
const common = { versions, schema, clock: () => now, timeZone: 'UTC', hrefFor: (version) => `#version-${version}` };
const many = Array.from({ length: 120 }, (_, index) => {
  const at = new Date(now - index * 7_000_000).toISOString();
  return versionOf(1 + (index % 4), {
    version: 120 - index,
    createdAt: at,
    effectiveAt: at,
    origin: { type: 'saved' },
    sync: [undefined, 'waiting', 'failed', 'conflict'][index],
  });
});

const failing = {
  list: () => Promise.reject(new Error('HTTP 503 from policies.example')),
  read: async () => undefined,
};

export const historySamples = {
  history: common,
  'history-version': { ...common, selected: 3 },
  'history-full': { ...common, selected: 4, view: 'full' },
  'history-compact': { ...common, density: 'compact' },
  'history-many': { ...common, versions: many, current: 119, total: 10000 },
  'history-empty': { ...common, versions: [] },
  'history-no-match': { ...common, filter: { text: 'quarterly' } },
  'history-loading': { ...common, versions: undefined },
  'history-error': { ...common, versions: undefined, source: failing },
  'history-offline': { ...common, online: 'false', staleSince: '2025-10-05T08:00:00Z' },
  'history-denied': { ...common, permissions: { view: false } },
  'history-missing': { ...common, selected: 9 },
  'history-no-schema': { ...common, schema: undefined },
};
