import { describe, expect, it } from 'vitest';
import { fromInstant, toInstant } from '../src/input/day.js';
import { wholeNumber } from '../src/input/number.js';
import { parseSubject } from '../src/input/subject.js';

describe('a subject', () => {
  it.each([
    ['run:run-1', { type: 'run', id: 'run-1' }],
    ['quote:Q-123:3', { type: 'quote', id: 'Q-123', version: '3' }],
    ['{"type":"run","id":"a:b"}', { type: 'run', id: 'a:b' }],
    ['{"type":"run","id":"a:b","version":2}', { type: 'run', id: 'a:b', version: 2 }],
  ])('is read from %s', (text, subject) => {
    expect(parseSubject(text)).toEqual(subject);
  });

  it.each([
    'run',
    'run:',
    ':1',
    'run:1:',
    'a:b:c:d',
    '{"type":"run"}',
    '{"type":"run","id":"1","x":1}',
    '{"type":1,"id":"1"}',
  ])('is refused where it could be read in two ways or lacks a part: %s', (text) => {
    expect(() => parseSubject(text)).toThrow('type:id or type:id:version');
  });
});

describe('a day', () => {
  it('is counted whole, in UTC', () => {
    expect([fromInstant('2025-10-02', 'UTC'), toInstant('2025-10-02', 'UTC')]).toEqual([
      '2025-10-02T00:00:00.000Z',
      '2025-10-03T00:00:00.000Z',
    ]);
  });

  it.each([
    ['Europe/Berlin', '2025-10-26', '2025-10-25T22:00:00.000Z', '2025-10-26T23:00:00.000Z'],
    ['Europe/Berlin', '2025-03-30', '2025-03-29T23:00:00.000Z', '2025-03-30T22:00:00.000Z'],
    ['Asia/Kolkata', '2025-10-02', '2025-10-01T18:30:00.000Z', '2025-10-02T18:30:00.000Z'],
    ['America/New_York', '2025-11-02', '2025-11-02T04:00:00.000Z', '2025-11-03T05:00:00.000Z'],
  ])('in %s, %s begins and ends at local midnight, also where clocks change', (zone, day, begin, end) => {
    expect([fromInstant(day, zone), toInstant(day, zone)]).toEqual([begin, end]);
  });

  it('may be an instant', () => {
    expect(fromInstant('2025-10-02T16:00:00+02:00', 'Asia/Tokyo')).toBe('2025-10-02T14:00:00.000Z');
  });

  it.each(['2025-02-30', 'yesterday', '2025-10'])('is refused where it does not exist: %s', (text) => {
    expect(() => fromInstant(text, 'UTC')).toThrow('--from must be');
  });
});

describe('a whole number', () => {
  it('is read, nothing else is', () => {
    expect([wholeNumber('0'), wholeNumber('42')]).toEqual([0, 42]);
    for (const text of ['', '-1', '1.5', '1e3', 'x', '99999999999999999999']) expect(() => wholeNumber(text)).toThrow();
  });
});
