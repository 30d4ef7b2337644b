/** Samples of comparisons, by name: what is set on a `<policy-diff>`. */

const budgetSchema = [
  {
    path: '/allowNetwork',
    label: 'Network access',
    display: 'boolean',
    trueLabel: 'Allowed',
    falseLabel: 'Not allowed',
    stricter: 'false',
  },
  {
    path: '/budgetTokens',
    label: 'Token budget',
    display: 'integer',
    unit: { one: 'token', other: 'tokens' },
    stricter: 'lower',
  },
  { path: '/budgetUsd', label: 'Cost budget', display: 'money', currency: 'USD', stricter: 'lower' },
  { path: '/budgetNatureCost', label: 'Nature cost', display: 'number', digits: 1 },
];

const pricingSchema = [
  { path: '/limits', label: 'Limits', group: 'Limits', display: 'json' },
  { path: '/limits/maxDiscount', label: 'Maximum discount', display: 'percent', stricter: 'lower' },
  { path: '/limits/minMargin', label: 'Minimum margin', display: 'ratio', stricter: 'higher' },
  { path: '/validFrom', label: 'Valid from', display: 'date', group: 'Terms' },
  { path: '/retention', label: 'Retention', display: 'duration', group: 'Terms' },
  { path: '/maxUpload', label: 'Largest upload', display: 'bytes', group: 'Terms' },
  { path: '/guidance', label: 'Guidance', display: 'longText', group: 'Terms' },
  { path: '/apiKey', label: 'API key', display: 'secret', group: 'Terms' },
  { path: '/rules', label: 'Rules', group: 'Rules', display: 'json' },
  { path: '/rules/*', label: 'Rule', display: 'json' },
  { path: '/rules/*/id', label: 'Id', display: 'text' },
  { path: '/rules/*/name', label: 'Name', display: 'text' },
  { path: '/rules/*/when', label: 'When', display: 'text' },
  {
    path: '/rules/*/severity',
    label: 'Severity',
    display: 'enum',
    options: [
      { value: 'block', label: 'Blocking' },
      { value: 'warn', label: 'Warning' },
    ],
  },
];

const rule = (id, name, when, severity = 'block') => ({ id, name, when, severity });

const pricing = {
  from: {
    version: 4,
    policy: {
      limits: { maxDiscount: '20.00', minMargin: '0.10' },
      validFrom: '2026-01-01',
      retention: 'P1Y',
      maxUpload: 1500000,
      apiKey: 'old',
      legacyCap: 7,
      guidance: 'Discounts above the cap need the approval of the sales manager.\nAsk before you promise.',
      rules: [
        rule('vp', 'VP of finance', 'input.discount > 30.0'),
        rule('sales', 'Sales manager', 'input.discount > policy.limits.maxDiscount'),
        rule('margin', 'Margin floor', 'input.margin < policy.limits.minMargin'),
      ],
      notes: [{ text: 'a' }, { text: 'b' }],
    },
  },
  to: {
    version: 5,
    policy: {
      limits: { maxDiscount: '15', minMargin: '0.12' },
      validFrom: '2026-04-01',
      retention: 'P2Y6M',
      maxUpload: 2000000,
      apiKey: 'new',
      legacyCap: 5,
      guidance:
        'Discounts above the cap need the written approval of the regional sales manager.\nAsk before you promise.',
      rules: [
        rule('margin', 'Margin floor', 'input.margin < policy.limits.minMargin', 'warn'),
        rule('vp', 'VP of finance', 'input.discount > 30.0'),
        rule('deal', 'Deal\u202e value', 'input.value > 100000.0'),
      ],
      notes: [{ text: 'a' }, { text: 'c' }],
    },
  },
  schema: pricingSchema,
};

const budget = {
  from: {
    version: 2,
    policy: { allowNetwork: true, budgetTokens: 5000, budgetUsd: '10.00', budgetNatureCost: '100.0' },
  },
  to: { version: 3, policy: { allowNetwork: true, budgetTokens: 2000, budgetUsd: '5.00', budgetNatureCost: '100.0' } },
  schema: budgetSchema,
};

const many = (count, change) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`limit${index}`, index * change]));

/** A policy that can't be read. */
const unreadable = Object.defineProperty({}, 'budgetTokens', {
  enumerable: true,
  get() {
    throw new Error('not to be read');
  },
});

/** Sets policies that take longer to compare than a page may be held up, and never gives the comparison its next turn. */
async function compareForEver(element) {
  const { scheduler } = globalThis;
  await new Promise((waits) => {
    scheduler.yield = () => {
      waits();
      return new Promise(() => {});
    };
    Object.assign(element, {
      from: { version: 1, policy: many(200_000, 1) },
      to: { version: 2, policy: many(200_000, 2) },
    });
  });
  delete scheduler.yield;
}

export const samples = {
  budget,
  pricing,
  unified: { ...pricing, layout: 'unified' },
  text: { ...budget, mode: 'text' },
  unchanged: { ...budget, unchanged: 'shown' },
  first: { ...budget, from: null, to: { version: 1, policy: budget.from.policy } },
  identical: { ...budget, to: { ...budget.to, policy: budget.from.policy } },
  bare: { from: budget.from, to: budget.to },
  nothing: {},
  denied: { ...budget, permissions: { view: false } },
  many: {
    from: { version: 1, policy: { limits: many(1500, 1), quotas: many(1500, 1) } },
    to: { version: 2, policy: { limits: many(1500, 3), quotas: many(1500, 2) } },
  },
  failed: { ...budget, to: { version: 3, policy: unreadable } },
  comparing: { act: compareForEver },
};
