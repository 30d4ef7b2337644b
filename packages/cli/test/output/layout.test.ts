import { describe, expect, it } from 'vitest';
import { besideEachOther } from '../../src/output/layout/beside.js';
import { labelled } from '../../src/output/layout/labelled.js';
import { fittedTable, table } from '../../src/output/layout/table.js';
import { wrap } from '../../src/output/layout/wrap.js';
import { instantFormat } from '../../src/output/values/date.js';
import { coloursFor } from '../../src/terminal/colours.js';

const plain = coloursFor({}, { NO_COLOR: '1' });
const coloured = coloursFor({}, { FORCE_COLOR: '1' });
const styleOf = (width: number, colours = plain) => ({ formatInstant: instantFormat('UTC'), colours, width });
const identity = (text: string): string => text;

describe('a table', () => {
  const rows = [
    ['a', 'longer', 'x'],
    ['bbb', '', 'y'],
  ];

  it('stands in columns, without spaces at the ends of lines', () => {
    expect(table([...rows, ['c']])).toBe('a    longer  x\nbbb          y\nc');
  });

  it('flows on in indented lines where it would be too wide', () => {
    expect(fittedTable(rows, 14)).toBe(table(rows));
    expect(fittedTable(rows, 13)).toBe('a  longer  x\nbbb  y');
    expect(fittedTable(rows, 9)).toBe('a  longer\n  x\nbbb  y');
  });

  it('measures what is seen, not what colours it', () => {
    const cell = (text: string) => ({ text, paint: coloured.red });
    const cells = [
      [cell('ab'), 'x'],
      [cell('c'), 'y'],
    ];
    expect(table(cells)).toBe(`${coloured.red('ab')}  x\n${coloured.red('c')}   y`);
    expect(fittedTable(cells, 5)).toBe(table(cells));
  });
});

describe('wrapped text', () => {
  it('breaks between words and keeps long ones whole', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('an-unbreakable-word of it', 5)).toEqual(['an-unbreakable-word', 'of it']);
    expect([wrap('one two', Infinity), wrap('', 5)]).toEqual([['one two'], ['']]);
  });

  it('hangs below its label, which is left out where nothing follows', () => {
    const rows = [
      ['Threshold', '20.00'],
      ['Approval', null],
      ['Why', 'one two three four five six'],
    ] as const;
    expect(labelled(rows, { indent: 2, width: 35, paintLabel: identity })).toEqual([
      '  Threshold  20.00',
      '  Why        one two three four',
      '             five six',
    ]);
  });
});

describe('then and now', () => {
  const rows = [
    { label: 'Version', before: '1', after: '2' },
    { label: 'A rule', before: null, after: null },
    { label: '  message', before: null, after: 'a message that is rather long' },
  ];

  it('stand side by side, headings alone', () => {
    expect(besideEachOther(rows, styleOf(Infinity))).toBe(`           Then  Now
Version    1     2
A rule
  message  –     a message that is rather long`);
  });

  it('wrap within their columns', () => {
    expect(besideEachOther(rows, styleOf(45))).toBe(`           Then  Now
Version    1     2
A rule
  message  –     a message that is rather
                 long`);
  });

  it('stand one below the other where there is no room', () => {
    expect(besideEachOther(rows, styleOf(40))).toBe(`Version
  then  1
  now   2
A rule
  message
  then  –
  now   a message that is rather long`);
  });

  it('stress what differs', () => {
    const text = besideEachOther(
      [
        { label: 'a', before: '1', after: '1' },
        { label: 'b', before: '1', after: '2' },
      ],
      styleOf(Infinity, coloured),
    );
    expect(text.includes(coloured.bold('2'))).toBe(true);
    expect(text.includes(coloured.bold('1'))).toBe(false);
  });
});
