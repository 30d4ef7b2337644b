import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../src/diff/model/compare-versions.js';
import { unchangedRows } from '../../src/diff/model/unchanged.js';
import { fieldLookup } from '../../src/fields/field-lookup.js';

describe('what stayed', () => {
  it('is found in lists longer than a call may have arguments', async () => {
    const list = Array.from({ length: 300_000 }, (_, index) => index);
    const pace = () => undefined;
    const comparison = await compareVersions({ list, a: 1 }, { list, a: 2 }, fieldLookup(), pace);
    const rows = await unchangedRows(comparison, fieldLookup(), pace);
    expect([rows.length, rows[0]?.path, rows.at(-1)?.path]).toEqual([300_000, '/list/0', '/list/299999']);
  });
});
