import { describe, expect, it } from 'vitest';
import { fieldLookup } from '../../src/fields/field-lookup.js';
import { rowAfterKey } from '../../src/history/focus/list-keys.js';
import { changeWords, keyValues, labelOf } from '../../src/history/model/change-line.js';
import { daysOf } from '../../src/history/model/days.js';
import { countConditions, filterWith } from '../../src/history/model/filter.js';
import {
  addNewer,
  addOlder,
  hasNewer,
  hasOlder,
  listOf,
  noticeNewer,
  showPending,
} from '../../src/history/model/list-state.js';
import { menuItems } from '../../src/history/model/menu-items.js';
import { rowBadges } from '../../src/history/model/row-badges.js';
import { shownComparison, sidesOf } from '../../src/history/model/shown-comparison.js';
import { dayBefore, dayEnd, dayOf, dayStart } from '../../src/history/model/zoned-day.js';
import { english } from '../format/context.js';
import { aVersion, clockAfter, schema, versions } from './samples.js';

const limits = { pageSize: 10, maxMounted: 20 };
const page = (from: number, to: number, head = 50) => ({
  versions: versions(head).filter(({ version }) => version >= from && version <= to),
  total: head,
  head,
  current: head,
});

describe('the list', () => {
  it('knows what is left on either side', () => {
    const top = listOf(page(41, 50), true);
    expect([hasNewer(top), hasOlder(top)]).toEqual([false, true]);
    const middle = listOf(page(21, 30), false);
    expect([hasNewer(middle), hasOlder(middle)]).toEqual([true, true]);
    expect(hasOlder(listOf(page(1, 10), false))).toBe(false);
  });

  it('never mounts more than it may', () => {
    const all = [31, 21, 11].reduce(
      (state, from) => addOlder(state, page(from, from + 9), limits),
      listOf(page(41, 50), true),
    );
    expect([all.start, all.end, all.rows.length]).toEqual([20, 40, 40]);
  });

  it('joins newer versions to those of a jump', () => {
    const joined = addNewer(listOf(page(31, 40), false), page(41, 50), limits);
    expect([joined.startsAtTop, joined.start, joined.end]).toEqual([true, 0, 20]);
  });

  it('lets what is new wait, and says at once what is current', () => {
    const noticed = noticeNewer(listOf(page(41, 50), true), page(51, 52, 52), false);
    expect([noticed.pending, noticed.current, noticed.rows[0]?.version]).toEqual([2, 52, 50]);
    expect(showPending(noticed, limits)?.rows[0]?.version).toBe(52);
  });

  it('is read anew where more waits than was read', () => {
    const noticed = noticeNewer(listOf(page(41, 50), true), page(51, 60, 99), false);
    expect([noticed.pending, showPending(noticed, limits)]).toEqual([49, undefined]);
  });
});

describe('what the detail compares', () => {
  const choice = { selected: 3, compareFrom: undefined, compareTo: undefined };

  it('is a version with the one before, unless another was chosen', () => {
    expect(shownComparison(choice, 5)).toEqual({ version: 3, from: 2, to: 3, basis: 'previous' });
    expect(shownComparison({ ...choice, compareFrom: 3, compareTo: 5 }, 5)?.basis).toBe('current');
    expect(shownComparison({ ...choice, compareFrom: 1, compareTo: 3 }, 5)?.basis).toBe('other');
    expect(shownComparison({ ...choice, selected: undefined, compareTo: 4 }, 5)).toMatchObject({ version: 4, from: 3 });
    expect(shownComparison({ ...choice, selected: undefined }, 5)).toBe(undefined);
    expect(sidesOf(5, 2)).toEqual({ from: 2, to: 5 });
  });
});

describe('the change line', () => {
  const lookup = fieldLookup(schema);

  it('has summary fields first, three at most, and withholds secrets', () => {
    const changed = (name: string, before: number | string, after: number | string) =>
      ({ kind: 'changed', path: `/${name}`, field: `/${name}`, before, after }) as const;
    const changes = [
      changed('a', 1, 2),
      changed('key', 'hush', 'hush!'),
      changed('b', 1, 2),
      changed('budgetTokens', 5000, 2000),
    ];
    expect(changeWords(changes, lookup, english)).toEqual([
      { label: 'Token budget', text: '\u20685,000\u00a0tokens\u2069 → \u20682,000\u00a0tokens\u2069' },
      { label: 'A', text: '\u20681\u2069 → \u20682\u2069' },
      { label: 'Key', text: '••••• (changed)' },
    ]);
  });

  it('leaves what is long or has parts to the comparison', () => {
    const whole = { kind: 'added', path: '/rules/0', field: '/rules/*', after: { id: 1 } } as const;
    expect(changeWords([whole], lookup, english)).toEqual([{ label: 'Rules', text: 'added' }]);
    const clipped = { kind: 'changed', path: '/a', field: '/a', clipped: true } as const;
    expect(changeWords([clipped], lookup, english)[0]?.text).toBe('changed');
    expect(labelOf('/rules/*/when', lookup)).toBe('Rules › When');
  });

  it('shows characters that could turn others', () => {
    const turned = { kind: 'added', path: '/a', field: '/a', after: 'a\u202eb' } as const;
    expect(changeWords([turned], lookup, english)[0]?.text).toBe('added \u2068aU+202Eb\u2069');
  });

  it('has the key values of the first version', () => {
    expect(keyValues({ budgetTokens: 1 }, lookup, english)).toEqual([
      { label: 'Token budget', text: '\u20681\u00a0token\u2069' },
    ]);
  });
});

describe('rows', () => {
  it('stand under their day in the time zone of the reader', () => {
    const days = daysOf(versions(20), { ...english, timeZone: 'America/New_York' });
    expect(days.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Thursday, October 2, 2025', 1],
      ['Wednesday, October 1, 2025', 19],
    ]);
  });

  it('say what is special about them', () => {
    const badges = (more: Parameters<typeof aVersion>[1], withdrawn: readonly number[] = []) =>
      rowBadges(aVersion(2, more), clockAfter(2)(), new Set(withdrawn), english);
    expect(badges({ origin: { type: 'restored', version: 1 }, sync: 'conflict' })).toEqual([
      'Restored from 1',
      'Conflict',
    ]);
    expect(badges({ effectiveAt: '2026-01-01T00:00:00.000Z' as never })).toEqual([
      'Scheduled for Jan 1, 2026, 12:00 AM UTC',
    ]);
    expect(badges({ effectiveAt: '2026-01-01T00:00:00.000Z' as never }, [2])).toEqual(['Withdrawn']);
    expect(badges({ corrupt: 'notes' })).toEqual(['Damaged']);
    expect(badges({})).toEqual([]);
  });

  it('offer what can be done', () => {
    const situation = {
      current: 3,
      currentHash: 'content 3',
      canCompare: true,
      restoreRefusal: '',
      hasLinks: true,
      isNarrow: true,
    };
    const actions = (more: Partial<typeof situation>, version = 2) =>
      menuItems(aVersion(version), { ...situation, ...more }, english.messages).map(({ action }) => action);
    expect(actions({})).toEqual(['compare', 'full', 'compareCurrent', 'compareOther', 'restore', 'link', 'json']);
    expect(actions({ canCompare: false, hasLinks: false })).toEqual(['full', 'restore', 'json']);
    expect(actions({}, 1)).not.toContain('compare');
    expect(actions({}, 3)).not.toContain('compareCurrent');
  });

  it('are moved between by the arrows, to the ends and by pages', () => {
    const rows = Array.from({ length: 30 }, (_, index) => 30 - index);
    const after = (key: string) => rowAfterKey(key, 15, rows);
    expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp', 'a'].map(after)).toEqual([
      14,
      16,
      30,
      1,
      5,
      25,
      undefined,
    ]);
    expect(rowAfterKey('ArrowUp', 30, rows)).toBe(undefined);
  });
});

describe('filters', () => {
  it('leave out what is empty, and count both dates as one', () => {
    const filter = filterWith({ author: 'ana' }, { text: '', from: 'a', to: 'b' });
    expect(filter).toEqual({ author: 'ana', from: 'a', to: 'b' });
    expect(countConditions(filter)).toBe(2);
    expect(filterWith(filter, { author: '' })).toEqual({ from: 'a', to: 'b' });
  });

  it.each([
    ['Europe/Berlin', '2025-10-26', '2025-10-25T22:00:00.000Z', '2025-10-26T23:00:00.000Z'],
    ['America/New_York', '2025-03-09', '2025-03-09T05:00:00.000Z', '2025-03-10T04:00:00.000Z'],
    ['Asia/Kathmandu', '2025-01-01', '2024-12-31T18:15:00.000Z', '2025-01-01T18:15:00.000Z'],
    ['UTC', '2024-02-29', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ])('know the bounds of a day in %s, clocks changed or not', (zone, day, start, end) => {
    expect([dayStart(day, zone), dayEnd(day, zone)]).toEqual([start, end]);
    expect([dayOf(start, zone), dayBefore(end, zone)]).toEqual([day, day]);
  });

  it('take no day that is none', () => {
    expect([dayStart('', 'UTC'), dayEnd('soon', 'UTC'), dayOf(undefined, 'UTC')]).toEqual([undefined, undefined, '']);
  });
});
