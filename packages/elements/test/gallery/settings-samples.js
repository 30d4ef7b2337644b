/** Samples of settings, by name: what is set on a `<policy-settings>`; `act` does what a reader would. */

const clock = () => Date.parse('2025-10-05T09:15:00.000Z');

export const budgetSchema = [
  {
    path: '/budgetTokens',
    label: 'Token budget',
    description: 'All runs of a day together',
    display: 'integer',
    unit: { one: 'token', other: 'tokens' },
    min: 0,
    max: 1000000,
    stricter: 'lower',
    required: true,
    group: 'Budget',
  },
  {
    path: '/budgetUsd',
    label: 'Cost budget',
    display: 'money',
    currency: 'USD',
    min: '0',
    required: true,
    stricter: 'lower',
    group: 'Budget',
  },
  { path: '/reserve', label: 'Reserve', display: 'percent', min: 0, max: 100, group: 'Budget' },
  {
    path: '/allowNetwork',
    label: 'Network access',
    display: 'boolean',
    trueLabel: 'Allowed',
    falseLabel: 'Not allowed',
    stricter: 'false',
    group: 'Access',
  },
  {
    path: '/model',
    label: 'Model class',
    display: 'enum',
    options: [
      { value: 'small', label: 'Small' },
      { value: 'large', label: 'Large' },
    ],
    group: 'Access',
  },
  { path: '/hosts', label: 'Hosts', display: 'json', description: 'Where runs may connect to', group: 'Access' },
  { path: '/apiKey', label: 'API key', display: 'secret', group: 'Access' },
  { path: '/validFrom', label: 'Valid from', display: 'date', group: 'Terms' },
  { path: '/reviewedAt', label: 'Reviewed', display: 'datetime', group: 'Terms' },
  { path: '/guidance', label: 'Guidance', display: 'longText', group: 'Terms' },
  { path: '/owner', label: 'Owner', display: 'text', readOnly: true, group: 'Terms' },
];

const policy = {
  budgetTokens: 5000,
  budgetUsd: '10.00',
  reserve: '20',
  allowNetwork: true,
  model: 'small',
  hosts: ['api.example.com', 'files.example.com'],
  apiKey: 'hush',
  validFrom: '2025-10-01',
  reviewedAt: '2025-10-02T14:30:00.000Z',
  guidance: 'Ask before you raise a budget.',
  owner: 'Platform team',
  rules: [{ id: 'cap', when: 'input.tokens > policy.budgetTokens' }],
};

const header = {
  policyId: 'project-123',
  createdAt: '2025-10-03T09:15:00.000Z',
  createdBy: { id: 'ana', name: 'Ana' },
  label: null,
};
const three = { ...header, version: 3, policy };
const four = {
  ...header,
  version: 4,
  createdAt: '2025-10-05T09:14:00.000Z',
  policy: { ...policy, budgetTokens: 3000, model: 'large' },
};

const base = { clock, timeZone: 'UTC', version: three, schema: budgetSchema };

/** @param {Element} element @param {string} path @param {string} text */
const type = (element, path, text) => {
  const input = element.shadowRoot.getElementById(`input-${encodeURIComponent(path)}`);
  input.value = text;
  input.dispatchEvent(new Event('input'));
  input.dispatchEvent(new Event('change'));
};

const edit = (element) => {
  type(element, '/budgetTokens', '2000');
  type(element, '/budgetUsd', '5');
};

const save = async (element) => {
  await element.updateComplete;
  element.shadowRoot.querySelector('[part=save-button]').click();
};

const failing = (error) => ({ read: () => Promise.reject(error) });
const refused = Object.assign(new Error('the policy does not fit'), {
  name: 'PolicytrailError',
  code: 'invalid_policy',
  details: {
    issues: [
      { path: '/budgetUsd', message: 'must be at most 4.00 <b>today</b>' },
      { path: '/rules/0/when', message: 'unknown function' },
    ],
  },
});

export const settings = {
  settings: base,
  edited: { ...base, run: { subject: { type: 'run', id: 'run-1', version: '' }, policyVersion: 2 }, act: edit },
  review: {
    ...base,
    act: async (element) => {
      edit(element);
      type(element, '/guidance', 'Ask before you raise any budget.');
      await element.updateComplete;
      element.shadowRoot.querySelector('[part=review-button]').click();
    },
  },
  problems: {
    ...base,
    act: async (element) => {
      type(element, '/budgetTokens', '5,0.1');
      type(element, '/budgetUsd', '-1');
      type(element, '/reserve', '120');
      await save(element);
    },
  },
  refused: {
    ...base,
    act: async (element) => {
      element.addEventListener('policy-save', (event) => event.detail.waitUntil(Promise.reject(refused)));
      edit(element);
      await save(element);
    },
  },
  conflict: {
    ...base,
    act: async (element) => {
      edit(element);
      await element.updateComplete;
      element.version = four;
      await element.updateComplete;
      element.shadowRoot.querySelector('.conflict button').click();
    },
  },
  failed: {
    ...base,
    act: async (element) => {
      element.addEventListener('policy-save', (event) => event.detail.waitUntil(Promise.reject(new Error('no disk'))));
      edit(element);
      element.notes = 'x'.repeat(490);
      await save(element);
    },
  },
  discarded: {
    ...base,
    act: async (element) => {
      edit(element);
      await element.updateComplete;
      element.discard();
    },
  },
  offline: { ...base, online: 'false', act: edit },
  readonly: { ...base, readOnly: true },
  refusedEdit: { ...base, permissions: { edit: 'Only the platform team edits budgets.' } },
  first: { ...base, version: undefined },
  bare: { ...base, schema: undefined },
  loading: { source: { read: () => new Promise(() => undefined) }, schema: budgetSchema },
  error: { source: failing(new Error('no')), schema: budgetSchema },
  empty: {},
  denied: { ...base, permissions: { view: false } },
};
