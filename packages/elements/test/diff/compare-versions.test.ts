import type { JsonObject } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../src/diff/model/compare-versions.js';
import type { DiffComparison } from '../../src/diff/model/diff-row.js';
import { changesLeft, openedFor, openMore, shownSections, toggleGroup } from '../../src/diff/model/shown-sections.js';
import { unchangedRows } from '../../src/diff/model/unchanged.js';
import { type FieldSchema, fieldLookup } from '../../src/fields/field-lookup.js';

function compared(before: JsonObject, after: JsonObject, schema?: FieldSchema): Promise<DiffComparison> {
  return compareVersions(before, after, fieldLookup(schema), () => undefined);
}

async function unchangedPaths(comparison: DiffComparison): Promise<readonly string[]> {
  const rows = await unchangedRows(comparison, fieldLookup(), () => undefined);
  return rows.map(({ path }) => path);
}

const closed = { changes: 200, groups: new Map<number, number>() };

describe('a comparison', () => {
  it('has its changes in the order of the schema, those of no group last', async () => {
    const schema = [
      { path: '/b', label: 'B', group: 'Main' },
      { path: '/a', label: 'A', group: 'Main' },
    ];
    const { sections } = await compared({ a: 1, b: 1, c: 1 }, { a: 2, b: 2, c: 2 }, schema);
    expect(sections.map(({ name, rows }) => [name, rows.map(({ path }) => path)])).toEqual([
      ['Main', ['/b', '/a']],
      [undefined, ['/c']],
    ]);
  });

  it('counts every single value that stayed, also inside what moved', async () => {
    const before = {
      list: [
        { id: 'a', n: 1 },
        { id: 'b', n: 2 },
      ],
      kept: { x: 1 },
      empty: {},
    };
    const after = {
      list: [
        { id: 'b', n: 3 },
        { id: 'a', n: 1 },
      ],
      kept: { x: 1 },
      empty: {},
    };
    const comparison = await compared(before, after);
    expect(comparison.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'moved /list/0',
      'changed /list/0/n',
    ]);
    expect(await unchangedPaths(comparison)).toEqual(['/list/0/id', '/list/1/id', '/list/1/n', '/kept/x', '/empty']);
  });

  it('leaves moves out where order means nothing, and aligns by the key of the schema', async () => {
    const before = { list: [{ sku: 'a' }, { sku: 'b' }] };
    const after = { list: [{ sku: 'b' }, { sku: 'a' }] };
    const field = { path: '/list', label: 'List', key: 'sku' };
    expect((await compared(before, after, [field])).changes).toMatchObject([{ kind: 'moved', isByPosition: false }]);
    expect((await compared(before, after, [{ ...field, ordered: false }])).changes).toEqual([]);
  });

  it('says where items could only be compared by position', async () => {
    const before = {
      byId: [{ id: 1, n: 1 }],
      twins: [
        { id: 1, n: 1 },
        { id: 1, n: 2 },
      ],
    };
    const after = {
      byId: [{ id: 1, n: 2 }],
      twins: [
        { id: 1, n: 1 },
        { id: 1, n: 3 },
      ],
    };
    const { changes } = await compared(before, after);
    expect(changes.map(({ path, isByPosition }) => [path, isByPosition])).toEqual([
      ['/byId/0/n', false],
      ['/twins/1/n', true],
    ]);
  });

  it('takes members called __proto__ for what they are', async () => {
    const after = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}') as JsonObject;
    const comparison = await compared({ a: 1 }, after);
    expect(comparison.changes.map(({ path }) => path)).toEqual(['/__proto__']);
    expect(await unchangedPaths(comparison)).toEqual(['/a']);
  });

  it('gives the page its turns', async () => {
    let turns = 0;
    const policy = (n: number) => Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`a${index}`, n]));
    await compareVersions(policy(1), policy(2), fieldLookup(), () => {
      turns += 1;
      return Promise.resolve();
    });
    expect(turns).toBeGreaterThanOrEqual(100);
  });
});

describe('what is on the page', () => {
  const numbers = (count: number, factor: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, (index + 1) * factor]));

  it('is a page of changes, and more when asked', async () => {
    const comparison = await compared(numbers(500, 1), numbers(500, 2));
    const shown = (opened: typeof closed) => shownSections(comparison, opened).flatMap(({ rows }) => rows).length;
    expect([shown(closed), changesLeft(comparison, closed)]).toEqual([200, 300]);
    const more = openMore(closed, undefined, 200) as typeof closed;
    expect([shown(more), changesLeft(comparison, more)]).toEqual([400, 100]);
    expect(shown(openedFor(comparison, 450, closed, 200) as typeof closed)).toBe(500);
  });

  it('is groups to be opened above 2,000 changes', async () => {
    const comparison = await compared(
      { a: numbers(1500, 1), b: numbers(1500, 1) },
      { a: numbers(1500, 2), b: numbers(1500, 2) },
    );
    const states = (opened: typeof closed) =>
      shownSections(comparison, opened).map(({ name, rows, total, state }) => [name, rows.length, total, state]);
    expect(states(closed)).toEqual([
      ['A', 0, 1500, 'closed'],
      ['B', 0, 1500, 'closed'],
    ]);
    const opened = toggleGroup(closed, 1, 200) as typeof closed;
    expect(states(opened)[1]).toEqual(['B', 200, 1500, 'open']);
    expect(states(toggleGroup(opened, 1, 200) as typeof closed)).toEqual(states(closed));
    expect(states(openedFor(comparison, 1700, closed, 200) as typeof closed)[1]).toEqual(['B', 400, 1500, 'open']);
  });
});
