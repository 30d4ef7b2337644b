import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../../src/policy/changes.js';
import { applyChanges } from '../../../src/policy/diff/apply.js';
import { diffInSteps, diffPolicies } from '../../../src/policy/diff/diff.js';
import { equal } from '../../../src/policy/diff/equal.js';
import { isPolicytrailError } from '../../../src/values/error.js';
import type { JsonObject, JsonValue } from '../../../src/values/json.js';

const withIds = (ids: string, key = 'id'): readonly JsonObject[] => [...ids].map((id) => ({ [key]: id, max: 1 }));

/** The changes as `kind path`, moves as `kind from path`. */
function shortly(before: JsonValue, after: JsonValue, keys: Readonly<Record<string, string>> = {}): readonly string[] {
  const words = (change: FieldChange): readonly string[] =>
    change.kind === 'moved' ? [change.kind, change.from, change.path] : [change.kind, change.path];
  return diffPolicies(before, after, { keys }).map((change) => words(change).join(' '));
}

describe('diffPolicies, members', () => {
  it('finds nothing in equal policies, whatever the order of their members', () => {
    const one = { name: 'x', rules: [{ id: 'a', when: ['1', 2, null] }], limits: { a: 0, b: true } };
    const other = { limits: { b: true, a: -0 }, rules: [{ when: ['1', 2, null], id: 'a' }], name: 'x' };
    expect(diffPolicies(one, other)).toEqual([]);
    expect(diffPolicies(one, one)).toEqual([]);
  });

  it('tells added, removed and changed members with their values', () => {
    expect(diffPolicies({ a: 1, b: [1], c: null }, { b: { x: 1 }, c: null, d: false })).toEqual([
      { kind: 'removed', path: '/a', field: '/a', before: 1 },
      { kind: 'changed', path: '/b', field: '/b', before: [1], after: { x: 1 } },
      { kind: 'added', path: '/d', field: '/d', after: false },
    ]);
  });

  it('lists members by name in code-unit order, removed ones in their place', () => {
    const before = { z: 1, ö: 1, B: 1, a: { y: 1, x: 1 } };
    const after = { ö: 2, a: { x: 2, y: 2 }, z: 2, '10': 2, '9': 2 };
    const paths = ['/10', '/9', '/B', '/a/x', '/a/y', '/z', '/ö'];
    expect(diffPolicies(before, after).map(({ path }) => path)).toEqual(paths);
  });

  it('tells null, false, 0, empty text, [] and {} apart', () => {
    const values = [null, false, 0, '', '0', [], {}];
    for (const before of values) {
      for (const after of values)
        expect(diffPolicies({ a: before }, { a: after })).toHaveLength(before === after ? 0 : 1);
    }
  });

  it('compares the whole where it is no container', () => {
    expect(diffPolicies(1, 2)).toEqual([{ kind: 'changed', path: '', field: '', before: 1, after: 2 }]);
    expect(diffPolicies([], {})).toEqual([{ kind: 'changed', path: '', field: '', before: [], after: {} }]);
    expect(diffPolicies('x', 'x')).toEqual([]);
  });

  it('escapes names in paths', () => {
    expect(shortly({ 'a/b': { '~': 1 } }, { 'a/b': { '~': 2 } })).toEqual(['changed /a~1b/~0']);
  });

  it('takes inherited names for no members', () => {
    const hostile = JSON.parse('{"__proto__":1,"toString":2,"constructor":null}') as JsonValue;
    const expected = ['added /__proto__', 'added /constructor', 'added /toString'];
    expect(shortly({}, hostile)).toEqual(expected);
    expect(shortly({ a: 1 }, { ...(hostile as object), a: 1 })).toEqual(expected);
    expect(shortly(hostile, JSON.parse('{"__proto__":2,"toString":2,"constructor":null}'))).toEqual([
      'changed /__proto__',
    ]);
  });

  it('reads own members only where Object.prototype has been given one', () => {
    Object.defineProperty(Object.prototype, 'polluted', {
      value: 1,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    try {
      expect(shortly({ a: { x: 1 } }, { a: { x: 1, polluted: 1 } })).toEqual(['added /a/polluted']);
      expect(shortly({ polluted: 1 }, {})).toEqual(['removed /polluted']);
      expect(shortly({}, {})).toEqual([]);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
  });
});

describe('diffPolicies, items with an identity', () => {
  it('tells a rule inserted in front as one change', () => {
    expect(shortly({ rules: withIds('abcdefgh') }, { rules: withIds('xabcdefgh') })).toEqual(['added /rules/0']);
  });

  it('tells a removed rule as one change, by its earlier path', () => {
    expect(shortly({ rules: withIds('abcdefgh') }, { rules: withIds('bcdefgh') })).toEqual(['removed /rules/0']);
  });

  it('tells two moved rules as two moves', () => {
    expect(diffPolicies({ rules: withIds('abcdefgh') }, { rules: withIds('gbcdeafh') })).toEqual([
      { kind: 'moved', path: '/rules/0', field: '/rules/*', from: '/rules/6' },
      { kind: 'moved', path: '/rules/5', field: '/rules/*', from: '/rules/0' },
    ]);
  });

  it('moves no more items than it takes to get any order out of any other', () => {
    expect(shortly(withIds('abcdefg'), withIds('bcdefga'))).toEqual(['moved /0 /6']);
    expect(shortly(withIds('abcdefg'), withIds('gfedcba'))).toHaveLength(6);
    expect(shortly(withIds('abcdefghi'), withIds('dabcghief'))).toHaveLength(3);
  });

  it('moves as few items as the longest increasing run allows', () => {
    const permutation = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 });
    const property = fc.property(permutation, (order) => {
      const lengths: number[] = [];
      for (const [at, id] of order.entries()) {
        lengths.push(1 + Math.max(0, ...lengths.filter((_, earlier) => (order[earlier] ?? id) < id && earlier < at)));
      }
      const items = order.map((id) => ({ id }));
      expect(
        diffPolicies(
          items.toSorted((one, other) => one.id - other.id),
          items,
        ),
      ).toHaveLength(10 - Math.max(...lengths));
    });
    fc.assert(property, { seed: 20251003, numRuns: 500 });
  });

  it('tells what changed inside of moved, shifted and kept items by their later paths', () => {
    const before = [
      { id: 'a', p: { x: 1, y: 1 } },
      { id: 'b', p: 1 },
      { id: 'c', p: 1 },
      { id: 'd', p: 1 },
    ];
    const after = [{ id: 'n' }, { id: 'b', p: 2 }, { id: 'd', p: 2 }, { id: 'a', p: { x: 2 } }];
    expect(shortly(before, after)).toEqual([
      'removed /2',
      'added /0',
      'changed /1/p',
      'changed /2/p',
      'moved /0 /3',
      'changed /3/p/x',
      'removed /0/p/y',
    ]);
  });

  it('takes the first of id, key and name that every item has to itself', () => {
    const two = (one: JsonObject, other: JsonObject) => shortly([one, other], [other, one]);
    expect(two({ id: 1, name: 'x' }, { id: 2, name: 'x' })).toEqual(['moved /1 /0']);
    expect(two({ id: 1, key: 'x' }, { id: 1, key: 'y' })).toEqual(['moved /1 /0']);
    expect(two({ id: 1, name: 'x' }, { name: 'y' })).toEqual(['moved /1 /0']);
    expect(two({ id: 1, name: 'x' }, { id: 1, name: 'y' })).toEqual(['moved /1 /0']);
    expect(two({ id: 1 }, { id: '1' })).toEqual(['moved /1 /0']);
    expect(two({ id: 0.5 }, { id: 1 })).toEqual(['changed /0/id', 'changed /1/id']);
    expect(two({ id: 2 ** 53 }, { id: 1 })).toEqual(['changed /0/id', 'changed /1/id']);
    expect(two({ id: null }, { id: 1 })).toEqual(['changed /0/id', 'changed /1/id']);
  });

  it('asks for the identity in both arrays', () => {
    expect(
      shortly(withIds('ab'), [
        { id: 'b', max: 1 },
        { id: 'b', max: 1 },
      ]),
    ).toEqual(['changed /0/id']);
    expect(shortly([...withIds('ab'), 'x'], [...withIds('ba'), 'x'])).toEqual(['changed /0/id', 'changed /1/id']);
  });

  it('takes the key given for a field, `*` for any item', () => {
    const before = {
      groups: [
        {
          id: 'g',
          rules: [
            { id: 1, code: 'a' },
            { id: 2, code: 'b' },
          ],
        },
      ],
    };
    const after = {
      groups: [
        {
          id: 'g',
          rules: [
            { id: 1, code: 'b' },
            { id: 2, code: 'a' },
          ],
        },
      ],
    };
    expect(shortly(before, after)).toEqual(['changed /groups/0/rules/0/code', 'changed /groups/0/rules/1/code']);
    expect(shortly(before, after, { '/groups/*/rules': 'code' })).toEqual([
      'moved /groups/0/rules/1 /groups/0/rules/0',
      'changed /groups/0/rules/0/id',
      'changed /groups/0/rules/1/id',
    ]);
    expect(shortly(withIds('ab', 'code'), withIds('ba', 'code'), { '': 'code' })).toEqual(['moved /1 /0']);
  });

  it('falls back to the usual keys where the given one does not tell items apart', () => {
    expect(shortly(withIds('ab'), withIds('ba'), { '': 'max' })).toEqual(['moved /1 /0']);
  });

  it('refuses a key for a path that is no pointer', () => {
    let thrown: unknown;
    try {
      diffPolicies({}, { a: 1 }, { keys: { rules: 'id' } });
    } catch (error) {
      thrown = error;
    }
    expect(isPolicytrailError(thrown, 'invalid_argument')).toBe(true);
  });
});

describe('diffPolicies, items by position', () => {
  it('tells one text in the middle of a list as one change', () => {
    expect(shortly([...'abcdef'], [...'abcxdef'])).toEqual(['added /3']);
    expect(shortly([...'abcdef'], [...'abdef'])).toEqual(['removed /2']);
    expect(shortly([...'abcdef'], [...'abxdef'])).toEqual(['changed /2']);
    expect(shortly([...'aaaa'], [...'aaa'])).toEqual(['removed /3']);
  });

  it('tells texts added in several places as one change each', () => {
    expect(shortly([...'abc'], [...'xabcy'])).toEqual(['added /0', 'added /4']);
    expect(shortly([...'abcdef'], [...'axbcdfg'])).toEqual(['removed /4', 'added /1', 'added /6']);
    expect(shortly([...'abc'], [...'xab'])).toEqual(['removed /2', 'added /0']);
  });

  it('prefers replacing to removing and adding', () => {
    expect(shortly([...'abcd'], [...'dxyz'])).toEqual(['changed /0', 'changed /1', 'changed /2', 'changed /3']);
  });

  it('tells an object in the middle of a list as one change', () => {
    const [a, b, c, x] = [{ p: 1 }, { p: [2, { q: 1 }] }, { p: 3 }, { p: 4 }] as const;
    expect(shortly([a, b, c], structuredClone([a, x, b, c]))).toEqual(['added /1']);
    expect(shortly([a, x, b, c], structuredClone([a, b, c]))).toEqual(['removed /1']);
    expect(shortly([a, b, c], structuredClone([a, b, { p: 5 }, c, x]))).toEqual([
      'changed /2/p',
      'added /3',
      'added /4',
    ]);
  });

  it('compares lists in lists', () => {
    expect(shortly([[1, 2], [3]], [[1, 2], [3, 4], []])).toEqual(['added /1/1', 'added /2']);
  });
});

describe('diffPolicies, depth and size', () => {
  const nested = (depth: number, leaf: JsonValue, wrap: (inner: JsonValue) => JsonValue): JsonValue => {
    let value = leaf;
    for (let level = 0; level < depth; level++) value = wrap(value);
    return value;
  };

  it.each([64, 10_000])('goes %i levels deep without growing the stack', (depth) => {
    const wraps = [
      (inner: JsonValue) => ({ a: inner }),
      (inner: JsonValue) => [inner],
      (inner: JsonValue) => [0, inner],
    ];
    for (const wrap of wraps) {
      const before = nested(depth, 1, wrap);
      const after = nested(depth, [1, 2], wrap);
      const changes = diffPolicies(before, after);
      expect(changes).toHaveLength(1);
      expect(changes[0]?.path.split('/')).toHaveLength(depth + 1);
      expect(equal(applyChanges(before, changes), after)).toBe(true);
      expect(diffPolicies(before, nested(depth, 1, wrap))).toEqual([]);
    }
  });

  it('goes 10,000 levels deep where every level has one more item', () => {
    const before = nested(10_000, 1, (inner) => [inner]);
    const after = nested(10_000, 1, (inner) => [inner, 'x']);
    expect(diffPolicies(before, after)).toHaveLength(10_000);
  });

  it('compares long lists without looking at every pair', () => {
    const length = 20_000;
    const before = Array.from({ length }, (_, id) => ({ id }));
    expect(diffPolicies(before, [{ id: -1 }, ...before])).toHaveLength(1);
    expect(diffPolicies(before, before.toReversed())).toHaveLength(length - 1);
    const texts = before.map(({ id }) => `text ${id}`);
    expect(diffPolicies(texts, ['x', ...texts, 'y'])).toHaveLength(2);
  });
});

describe('diffInSteps', () => {
  const rules = (factor: number) => ({
    rules: Array.from({ length: 3000 }, (_, index) => ({ id: `r${index}`, max: index * factor })),
  });

  it('answers what diffPolicies does', () => {
    const steps = [...stepsOf(rules(1), rules(2))];
    expect(steps.at(-1)).toEqual(diffPolicies(rules(1), rules(2)));
  });

  it('never looks at more than some hundred places in one step', () => {
    // 3,000 rules to look into, then as many changes to list.
    expect([...stepsOf(rules(1), rules(2))].length).toBeGreaterThan(10);
    expect([...stepsOf(rules(1), rules(1))].length).toBeGreaterThan(5);
  });

  it('takes one step for a small policy', () => {
    expect([...stepsOf({ max: 1 }, { max: 2 })]).toHaveLength(1);
  });

  /** Each step, and at last the answer. */
  function* stepsOf(before: JsonValue, after: JsonValue): Generator<readonly FieldChange[] | undefined> {
    yield yield* diffInSteps(before, after);
  }
});
