import { columnWidths } from './table.js';
import type { TextStyle } from './text-style.js';
import { wrap } from './wrap.js';

/** One thing as it was and as it is; null where there is none. Null on both sides is a heading. */
export interface ThenAndNow {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

const gap = '  ';
const none = '–';
const headings = ['Then', 'Now'] as const;
// Below this many characters a side its text is unreadable beside the other.
const leastSide = 16;

/** Two sides under a heading, long texts wrapped within their column; one below the other where a terminal is too narrow. */
export function besideEachOther(rows: readonly ThenAndNow[], style: TextStyle): string {
  const labelWidth = columnWidths(rows.map(({ label }) => [label]))[0] ?? 0;
  const natural = columnWidths([headings, ...rows.map((row) => [row.before ?? none, row.after ?? none])]);
  const [before = 0, after = 0] = natural;
  const room = style.width - labelWidth - 2 * gap.length;
  if (before + after <= room) return inColumns(rows, [labelWidth, before, after], style);
  const side = Math.floor(room / 2);
  if (side < leastSide) return stacked(rows, style);
  const widthBefore = Math.min(before, Math.max(side, room - after));
  return inColumns(rows, [labelWidth, widthBefore, room - widthBefore], style);
}

type Widths = readonly [label: number, before: number, after: number];

function inColumns(rows: readonly ThenAndNow[], widths: Widths, { colours }: TextStyle): string {
  const [labelWidth, beforeWidth, afterWidth] = widths;
  const heading = `${' '.repeat(labelWidth)}${gap}${headings[0].padEnd(beforeWidth)}${gap}${headings[1]}`;
  const lines = rows.flatMap((row) => {
    const { label, before, after } = row;
    if (isHeading(row)) return [label];
    const left = wrap(before ?? none, beforeWidth);
    const right = wrap(after ?? none, afterWidth);
    const paint = before === after ? (text: string) => text : colours.bold;
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
      const head = index === 0 ? colours.dim(label.padEnd(labelWidth)) : ' '.repeat(labelWidth);
      const tail = right[index] ?? '';
      return `${head}${gap}${(left[index] ?? '').padEnd(beforeWidth)}${tail === '' ? '' : gap + paint(tail)}`.trimEnd();
    });
  });
  return [colours.bold(heading), ...lines].join('\n');
}

function stacked(rows: readonly ThenAndNow[], { colours, width }: TextStyle): string {
  return rows
    .flatMap((row) => {
      const { label, before, after } = row;
      if (isHeading(row)) return [label];
      return [colours.dim(label), ...side('then', before ?? none, width), ...side('now ', after ?? none, width)];
    })
    .join('\n');
}

function isHeading({ before, after }: ThenAndNow): boolean {
  return before === null && after === null;
}

function side(name: string, text: string, width: number): readonly string[] {
  const indent = `  ${' '.repeat(name.length)}${gap}`;
  const [first = '', ...more] = wrap(text, Math.max(width - indent.length, leastSide));
  return [`  ${name}${gap}${first}`, ...more.map((line) => indent + line)];
}
