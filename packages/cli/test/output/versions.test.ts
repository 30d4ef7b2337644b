import type { FieldMeta, VersionHeader } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { fieldMapOf } from '../../src/output/fields/field-map.js';
import { keyValues } from '../../src/output/fields/key-values.js';
import { labelOf } from '../../src/output/fields/label.js';
import { instantFormat } from '../../src/output/values/date.js';
import { changeText } from '../../src/output/versions/change.js';
import { changeSummaryLine } from '../../src/output/versions/change-summary.js';
import { diffText } from '../../src/output/versions/diff-text.js';
import { versionHeading, versionLine } from '../../src/output/versions/heading.js';
import { coloursFor } from '../../src/terminal/colours.js';
import { progressText } from '../../src/terminal/progress.js';

const colours = coloursFor({}, { NO_COLOR: '1' });
const none = fieldMapOf([]);
const budget: readonly FieldMeta[] = [
  { path: '/budgetUsd', label: 'USD', display: 'money', currency: 'USD', summary: true, order: 2 },
  { path: '/budgetTokens', label: 'Tokens', display: 'integer', summary: true, order: 1 },
  { path: '/token', label: 'Token', display: 'secret' },
  { path: '/rules/*/when', label: 'Condition' },
];
const policy = { allowNetwork: true, budgetNatureCost: '100.0', budgetTokens: 2000, budgetUsd: '5.00', rules: [] };

const aVersion = (over: Partial<VersionHeader> = {}): VersionHeader => ({
  policyId: 'project-123',
  version: 3,
  requestId: 'r-3',
  createdAt: '2025-10-03T09:15:00.000Z',
  createdBy: { id: 'user' },
  changeNotes: 'Reduced after budget review',
  label: null,
  title: null,
  effectiveAt: '2025-10-03T09:15:00.000Z',
  withdraws: null,
  origin: { type: 'imported' },
  schema: null,
  contentHash: '',
  previousHash: null,
  hash: '',
  ...over,
});
const style = (over: { current?: number; planned?: number[]; withdrawn?: number[] } = {}) => ({
  standing: { current: over.current, planned: new Set(over.planned), withdrawn: new Set(over.withdrawn) },
  formatInstant: instantFormat('UTC'),
  colours,
});

describe('labels', () => {
  it.each([
    ['/budgetUsd', 'Budget USD'],
    ['/max_discount-pct', 'Max discount pct'],
    ['/rules/3/when', 'When'],
    ['/rules/3', 'Rules [3]'],
    ['', 'Policy'],
    ['/a~1b', 'A/b'],
  ])('of %s without metadata is %s', (path, label) => {
    expect(labelOf(path, undefined)).toBe(label);
  });

  it('come from the field, also where it stands for any item', () => {
    const map = fieldMapOf(budget);
    expect([map.find('/rules/7/when')?.label, map.find('/rules/7')?.label]).toEqual(['Condition', undefined]);
  });
});

describe('key values', () => {
  it('are the summary fields, in their order', () => {
    expect(keyValues(policy, fieldMapOf(budget))).toBe('Tokens: 2000 | USD: $5.00');
  });

  it('are else the first four plain fields of the definition', () => {
    const fields = ['/e', '/rules', '/a', '/b', '/c', '/d'].map((path) => ({ path, label: path.slice(1) }));
    const values = { a: 1, b: 2, c: 3, d: 4, e: 5, rules: [] };
    expect(keyValues(values, fieldMapOf(fields))).toBe('e: 5 | a: 1 | b: 2 | c: 3');
  });

  it('are else the first four plain members', () => {
    expect(keyValues(policy, none)).toBe(
      'Allow network: Yes | Budget nature cost: 100.0 | Budget tokens: 2000 | Budget USD: 5.00',
    );
  });

  it('say what a summary field lacks, and nothing of inherited members', () => {
    expect(keyValues({ budgetTokens: 1 }, fieldMapOf(budget))).toBe('Tokens: 1 | USD: Not set');
    const inherited = [{ path: '/constructor/name', label: 'Name', summary: true }];
    expect(keyValues({}, fieldMapOf(inherited))).toBe('Name: Not set');
  });

  it('are empty where nothing is plain', () => {
    expect(keyValues({ properties: {} }, none)).toBe('');
  });
});

describe('changes', () => {
  it('are words by the metadata', () => {
    const map = fieldMapOf(budget);
    expect(
      changeText({ kind: 'changed', path: '/budgetUsd', field: '/budgetUsd', before: '10.00', after: '5.00' }, map),
    ).toEqual({
      kind: 'changed',
      mark: '~ Changed',
      label: 'USD',
      values: '$10.00 → $5.00',
      path: '/budgetUsd',
    });
  });

  it('never tell a secret', () => {
    const change = { kind: 'changed', path: '/token', field: '/token', before: 'old', after: 'new' } as const;
    expect(changeText(change, fieldMapOf(budget)).values).toBe('••••• (changed)');
  });

  it('that read the same in words are told apart by their JSON', () => {
    const values = (before: string | number, after: string | number): string =>
      changeText({ kind: 'changed', path: '/budgetUsd', field: '/budgetUsd', before, after }, fieldMapOf(budget))
        .values;
    expect([values('5', '5.00'), values(5, '5')]).toEqual(['"5" → "5.00"', '5 → "5"']);
  });

  it('stand in columns under their counts', () => {
    const text = diffText(
      [
        { kind: 'changed', path: '/budgetTokens', field: '/budgetTokens', before: 5000, after: 2000 },
        { kind: 'added', path: '/note', field: '/note', after: 'x' },
        { kind: 'removed', path: '/old', field: '/old', before: null },
        { kind: 'moved', path: '/rules/0', field: '/rules/*', from: '/rules/2' },
        { kind: 'changed', path: '/long', field: '/long', clipped: true },
      ],
      fieldMapOf(budget),
      colours,
    );
    expect(text.split('\n')).toEqual([
      '5 changes: 2 changed, 1 added, 1 removed, 1 moved',
      '~ Changed  Tokens     /budgetTokens  5000 → 2000',
      '+ Added    Note       /note          x',
      '− Removed  Old        /old           None',
      '↕ Moved    Rules [0]  /rules/0       from /rules/2',
      '~ Changed  Long       /long          long value',
    ]);
  });

  it('of a version fit one line', () => {
    const first = ['a', 'b', 'c', 'd'].map(
      (key) => ({ kind: 'changed', path: `/${key}`, field: `/${key}`, before: 1, after: 2 }) as const,
    );
    const line = (total: number): string =>
      changeSummaryLine({ total, fields: [], first: first.slice(0, total) }, none);
    expect([line(0), line(2), line(4), changeSummaryLine(null, none)]).toEqual([
      'No changes',
      'Changes: A 1 → 2, B 1 → 2',
      'Changes: A 1 → 2, B 1 → 2, C 1 → 2, +1 more change',
      'First version',
    ]);
  });
});

describe('headings', () => {
  it('say which version, when, by whom and why', () => {
    expect(versionHeading(aVersion(), style({ current: 3 }))).toEqual([
      'Version 3 (Current)',
      '2025-10-03 09:15 AM  by user',
      '"Reduced after budget review"',
    ]);
  });

  it('carry label, title and every mark', () => {
    const version = aVersion({
      label: 'v1.2.0',
      title: 'Q1 2026 Pricing Policy',
      createdBy: null,
      changeNotes: null,
      origin: { type: 'restored', version: 1 },
      withdraws: 2,
      effectiveAt: '2026-01-01T00:00:00.000Z',
    });
    expect(versionHeading(version, style({ planned: [3] }))).toEqual([
      'Version 3 (Planned for 2026-01-01 12:00 AM, Withdraws version 2, Restored from version 1) · v1.2.0 · Q1 2026 Pricing Policy',
      '2025-10-03 09:15 AM  by unknown author',
    ]);
    expect(versionHeading(aVersion(), style({ withdrawn: [3] }))[0]).toBe('Version 3 (Withdrawn)');
  });

  it('fit one line, without a hidden character', () => {
    const version = aVersion({ changeNotes: 'a\nb\u001b', label: 'v1', createdBy: { id: 'u1', name: 'Ana' } });
    expect(versionLine(version, style({ current: 3 }))).toBe('3  2025-10-03 09:15 AM  Ana  v1  a\\nbU+001B  (Current)');
  });
});

describe('colours', () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: false }, {}, false],
    [{ isTTY: false }, { CI: 'true' }, false],
    [{ isTTY: false }, { FORCE_COLOR: '1' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
    [{ isTTY: true }, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('on %o with %o: %s', (stream, environment, expected) => {
    expect(coloursFor(stream, environment).isColorSupported).toBe(expected);
  });
});

describe('progress', () => {
  it('counts alone while the total is unknown', () => {
    expect(progressText({ value: 1200, total: 0 }, 'records')).toBe('1,200 records');
    expect(progressText({ value: 500, total: 1000 }, 'records')).toBe(
      `${'█'.repeat(15)}${'░'.repeat(15)} 50%  500 of 1,000 records`,
    );
  });
});
