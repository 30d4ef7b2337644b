import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../../src/policy/changes.js';
import { applyChanges } from '../../../src/policy/diff/apply.js';
import { diffPolicies } from '../../../src/policy/diff/diff.js';
import { canonicalJson } from '../../../src/values/canonical/canonical-json.js';
import { isPolicytrailError } from '../../../src/values/error.js';
import type { JsonValue } from '../../../src/values/json.js';
import { randomPair } from './random-policies.js';

const numRuns = Number(process.env['PROVE_DIFFS'] ?? 2_000);
const timeout = 60_000 + 20 * numRuns;

type Diff = (before: JsonValue, after: JsonValue) => readonly FieldChange[];

function rebuildsEveryPolicy(diff: Diff): void {
  const property = fc.property(fc.integer(), (seed) => {
    const { before, after } = randomPair(seed);
    const text = canonicalJson(before);
    expect(canonicalJson(applyChanges(before, diff(before, after)))).toBe(canonicalJson(after));
    expect(canonicalJson(before)).toBe(text);
  });
  fc.assert(property, { seed: 20251003, numRuns });
}

describe('applyChanges', () => {
  it('makes the later policy of the earlier one and their diff', { timeout }, () => {
    rebuildsEveryPolicy(diffPolicies);
  });

  it('would show a diff that loses a change', () => {
    const lossy: Diff = (before, after) => diffPolicies(before, after).filter((_, index) => index !== 4);
    expect(() => rebuildsEveryPolicy(lossy)).toThrow(/Property failed/);
  });

  it('would show a diff that forgets to list a move', () => {
    const motionless: Diff = (before, after) => diffPolicies(before, after).filter(({ kind }) => kind !== 'moved');
    expect(() => rebuildsEveryPolicy(motionless)).toThrow(/Property failed/);
  });

  it('leaves no trace on Object.prototype', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    ) as JsonValue;
    const result = applyChanges({}, diffPolicies({}, hostile));
    expect(canonicalJson(result)).toBe(canonicalJson(hostile));
    expect(Object.hasOwn(result as object, '__proto__')).toBe(true);
    expect(canonicalJson(applyChanges(hostile, diffPolicies(hostile, {})))).toBe('{}');
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it('shares with the earlier policy what did not change', () => {
    const before = { limits: { tokens: 5000 }, rules: [{ id: 'a' }, { id: 'b', when: 'x' }] };
    const after = { limits: { tokens: 5000 }, rules: [{ id: 'b', when: 'y' }, { id: 'a' }] };
    const result = applyChanges(before, diffPolicies(before, after)) as typeof before;
    expect(result.limits).toBe(before.limits);
    expect(result.rules[1]).toBe(before.rules[0]);
  });

  it('applies to arrays of 20,000 moved and changed items', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => ({ id: index, value: 0 }));
    const after = before.map(({ id }) => ({ id, value: 1 })).reverse();
    expect(canonicalJson(applyChanges(before, diffPolicies(before, after)))).toBe(canonicalJson(after));
  });
});

const rules = {
  rules: [
    { id: 'a', max: 1 },
    { id: 'b', max: 2 },
  ],
  name: 'x',
};
const at = (path: string) => ({ path, field: path });

const misfits: Readonly<Record<string, readonly FieldChange[]>> = {
  'a removed member that is not there': [{ kind: 'removed', ...at('/title'), before: 'x' }],
  'a removed value that is another': [{ kind: 'removed', ...at('/name'), before: 'y' }],
  'a removed item that is another': [{ kind: 'removed', ...at('/rules/0'), before: { id: 'b', max: 2 } }],
  'a member that is there already': [{ kind: 'added', ...at('/name'), after: 'y' }],
  'an added member without a value': [{ kind: 'added', ...at('/title') }],
  'an item beyond the end': [{ kind: 'added', ...at('/rules/3'), after: 1 }],
  'an item at no index': [{ kind: 'added', ...at('/rules/-'), after: 1 }],
  'an index with a leading zero': [{ kind: 'changed', ...at('/rules/01'), before: 1, after: 2 }],
  'a changed member that is not there': [{ kind: 'changed', ...at('/title'), before: 'x', after: 'y' }],
  'a changed value that is another': [{ kind: 'changed', ...at('/name'), before: 'z', after: 'y' }],
  'a changed member without a new value': [{ kind: 'changed', ...at('/name'), before: 'x' }],
  'an inherited member': [{ kind: 'changed', ...at('/toString'), after: 1 }],
  'a place inside a text': [{ kind: 'changed', ...at('/name/length'), before: 1, after: 2 }],
  'a place inside a member that is not there': [{ kind: 'removed', ...at('/title/x'), before: 2 }],
  'a place inside a removed member': [
    { kind: 'removed', ...at('/rules'), before: rules.rules },
    { kind: 'removed', ...at('/rules/0/max'), before: 1 },
  ],
  'a place inside a removed member by its later path': [
    { kind: 'removed', ...at('/rules'), before: rules.rules },
    { kind: 'changed', ...at('/rules/0/max'), before: 1, after: 2 },
  ],
  'a place inside an added item': [
    { kind: 'added', ...at('/rules/0'), after: { id: 'c', max: 1 } },
    { kind: 'changed', ...at('/rules/0/max'), before: 1, after: 2 },
  ],
  'a place inside a changed one': [
    { kind: 'changed', ...at('/rules'), before: rules.rules, after: [] },
    { kind: 'removed', ...at('/rules/0'), before: rules.rules[0] as JsonValue },
  ],
  'two changes of one place': [
    { kind: 'changed', ...at('/name'), before: 'x', after: 'y' },
    { kind: 'changed', ...at('/name'), before: 'x', after: 'z' },
  ],
  'a move of an item that is not there': [{ kind: 'moved', ...at('/rules/0'), from: '/rules/2' }],
  'a move out of the array': [{ kind: 'moved', ...at('/others/0'), from: '/rules/1' }],
  'a move into the array': [{ kind: 'moved', ...at('/rules/0'), from: '/others/1' }],
  'a move of a member': [{ kind: 'moved', ...at('/title'), from: '/name' }],
  'a move of the whole': [{ kind: 'moved', ...at(''), from: '' }],
  'an addition of the whole': [{ kind: 'added', ...at(''), after: {} }],
  'a removal of the whole': [{ kind: 'removed', ...at(''), before: rules }],
  'a path that is no pointer': [{ kind: 'removed', ...at('name'), before: 'x' }],
  'a clipped change': [{ kind: 'changed', ...at('/name'), after: 'y', clipped: true }],
};

describe('applyChanges refuses', () => {
  it.each(Object.entries(misfits))('%s', (_, changes) => {
    let thrown: unknown;
    try {
      applyChanges(rules, changes);
    } catch (error) {
      thrown = error;
    }
    expect(isPolicytrailError(thrown, 'invalid_argument')).toBe(true);
  });
});
