import { wrap } from './wrap.js';

/** A label and what it stands before. */
export type LabelledValue = readonly [label: string, value: string | null];

export interface LabelledStyle {
  readonly indent: number;
  /** Columns of the terminal. */
  readonly width: number;
  readonly paintLabel: (text: string) => string;
}

const least = 20;

/** Labels in a column, their values beside them, long ones wrapped below themselves; those without a value are left out. */
export function labelled(
  rows: readonly LabelledValue[],
  { indent, width, paintLabel }: LabelledStyle,
): readonly string[] {
  const given = rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
  const labelWidth = Math.max(0, ...given.map(({ label }) => label.length));
  const margin = ' '.repeat(indent);
  const hanging = ' '.repeat(indent + labelWidth + 2);
  return given.flatMap(({ label, value }) => {
    const [first = '', ...more] = wrap(value, Math.max(width - hanging.length, least));
    const head = margin + paintLabel(label) + ' '.repeat(labelWidth - label.length + 2);
    return [`${head}${first}`, ...more.map((line) => hanging + line)];
  });
}
