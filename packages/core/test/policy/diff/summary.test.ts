import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../../src/policy/changes.js';
import { diffPolicies } from '../../../src/policy/diff/diff.js';
import { fieldMatches, summarizeChanges } from '../../../src/policy/diff/summary.js';
import type { JsonValue } from '../../../src/values/json.js';

const changed = (path: string): FieldChange => ({ kind: 'changed', path, field: path, before: 1, after: 2 });
const summaryOf = (before: JsonValue, after: JsonValue) => summarizeChanges(diffPolicies(before, after));

describe('summarizeChanges', () => {
  it('counts all changes, keeps the first 10 and names each field once', () => {
    const rules = (max: number) => ({ rules: Array.from({ length: 30 }, (_, id) => ({ id, max, when: `${max}` })) });
    const changes = diffPolicies(rules(1), rules(2));
    expect(summarizeChanges(changes)).toEqual({
      total: 60,
      fields: ['/rules/*/max', '/rules/*/when'],
      first: changes.slice(0, 10),
    });
  });

  it('is empty where nothing changed', () => {
    expect(summarizeChanges([])).toEqual({ total: 0, fields: [], first: [] });
  });

  it('writes `*` for indexes only, not for names that look like one', () => {
    const policy = (value: number) => ({ limits: { '0': value, '7': [value] }, '*': value, lists: [[value], value] });
    expect(summaryOf(policy(1), policy(2)).fields).toEqual([
      '/*',
      '/limits/0',
      '/limits/7/*',
      '/lists/*',
      '/lists/*/*',
    ]);
  });

  it('names the fields of added, removed and moved items alike', () => {
    const before = { rules: [{ id: 'a' }, { id: 'b', p: { x: 1 } }, { id: 'c' }] };
    const after = { rules: [{ id: 'd' }, { id: 'c' }, { id: 'b', p: {} }] };
    expect(summaryOf(before, after)).toMatchObject({ total: 4, fields: ['/rules/*', '/rules/*/p/x'] });
  });

  it('sorts fields by code units', () => {
    expect(summarizeChanges(['/b', '/ä', '/B', '/a/b', '/a'].map(changed)).fields).toEqual([
      '/B',
      '/a',
      '/a/b',
      '/b',
      '/ä',
    ]);
  });

  it('shortens the deepest fields, the smallest families first, until 100 are left', () => {
    const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}/f${index}`);
    const fieldsOf = (paths: readonly string[]) => summarizeChanges(paths.map(changed)).fields;
    const others = (count: number) => names('/a', count);
    expect(fieldsOf(names('/a', 100))).toHaveLength(100);
    expect(fieldsOf([...others(96), ...names('/b/c', 3), ...names('/b/d', 2)])).toEqual(
      [...others(96), ...names('/b/c', 3), '/b/d'].sort(),
    );
    expect(fieldsOf([...others(99), ...names('/b/c', 3), ...names('/b/d', 2)])).toEqual([...others(99), '/b'].sort());
    expect(fieldsOf([...others(100), '/b/c/d/e'])).toEqual(['/a', '/b/c']);
    expect(fieldsOf([...others(101), '/b'])).toEqual(['/a', '/b']);
    expect(fieldsOf(names('', 101))).toEqual(['']);
  });

  it('leaves out a value whose canonical text is over 200 characters', () => {
    const fits = 'x'.repeat(198);
    const long = 'x'.repeat(199);
    expect(summaryOf({ a: 1 }, { a: fits }).first).toEqual([
      { kind: 'changed', path: '/a', field: '/a', before: 1, after: fits },
    ]);
    expect(summaryOf({ a: 1, b: long }, { a: long, c: long }).first).toEqual([
      { kind: 'changed', path: '/a', field: '/a', before: 1, clipped: true },
      { kind: 'removed', path: '/b', field: '/b', clipped: true },
      { kind: 'added', path: '/c', field: '/c', clipped: true },
    ]);
  });

  it.each<[string, JsonValue, JsonValue]>([
    ['list', [...Array<number>(98).fill(1), 10], [...Array<number>(97).fill(1), 10, 10]],
    ['list of lists', Array<JsonValue>(66).fill([]), [...Array<JsonValue>(66).fill([]), 1]],
    ['text of escapes', '\n'.repeat(99), '\n'.repeat(100)],
    ['object', { a: 'x'.repeat(186), b: 1 }, { a: 'x'.repeat(186), bc: 1 }],
  ])('counts the characters of a %s as the canonical text has them', (_, fits, long) => {
    const [short, clipped] = summarizeChanges([
      { kind: 'added', path: '/a', field: '/a', after: fits },
      { kind: 'added', path: '/b', field: '/b', after: long },
    ]).first;
    expect(short).toHaveProperty('after', fits);
    expect(clipped).toEqual({ kind: 'added', path: '/b', field: '/b', clipped: true });
  });
});

describe('fieldMatches', () => {
  it.each([
    ['/rules/*/when', '/rules/*/when'],
    ['/rules/*/when', '/rules/3/when'],
    ['/rules/*/when', '/rules/*'],
    ['/rules/*/when', '/rules'],
    ['/rules/*', '/rules/0/when'],
    ['/rules', '/rules/0/when'],
    ['/limits/7', '/limits/7'],
    ['', '/rules/0/when'],
    ['/rules/*/when', ''],
  ])('finds %s by %s', (field, filter) => {
    expect(fieldMatches(field, filter)).toBe(true);
  });

  it.each([
    ['/rules/*/when', '/rules/*/name'],
    ['/rules/*/when', '/rules/first'],
    ['/rules/*', '/rul'],
    ['/rul', '/rules'],
    ['/limits/7', '/limits/*'],
    ['/limits/7', '/limits/8'],
    ['/a~1b', '/a/b'],
  ])('does not find %s by %s', (field, filter) => {
    expect(fieldMatches(field, filter)).toBe(false);
  });
});
