import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../src/diff/model/compare-versions.js';
import { countFields, unchangedRows } from '../../src/diff/model/unchanged.js';
import { fieldLookup } from '../../src/fields/field-lookup.js';

describe('what stayed', () => {
  it('is found in lists longer than a call may have arguments', async () => {
    const list = Array.from({ length: 300_000 }, (_, index) => index);
    const pace = () => undefined;
    const comparison = await compareVersions({ list, a: 1 }, { list, a: 2 }, fieldLookup(), pace);
    const rows = await unchangedRows(comparison, fieldLookup(), pace);
    expect(countFields(rows)).toBe(1);
    expect([rows.length, rows[0]?.path, rows.at(-1)?.path]).toEqual([300_000, '/list/0', '/list/299999']);
  });

  it('is counted in fields as a reader sees them: a list of rules is one, however much is in it', async () => {
    const rules = Array.from({ length: 5 }, (_, id) => ({ id, when: 'true', tags: ['a', 'b'] }));
    const before = { tokens: 1, rules, network: true, limits: { daily: 1, weekly: 2 } };
    const pace = () => undefined;
    const comparison = await compareVersions(before, { ...before, tokens: 2 }, fieldLookup(), pace);
    const rows = await unchangedRows(comparison, fieldLookup(), pace);
    expect([rows.length, countFields(rows)]).toEqual([23, 4]);
  });
});
