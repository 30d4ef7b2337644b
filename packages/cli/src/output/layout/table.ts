/** What stands in a cell; colours go on after it is measured. */
export type Cell = string | PaintedCell;

export interface PaintedCell {
  readonly text: string;
  readonly paint: (text: string) => string;
}

const gap = '  ';

/** Rows in columns, two spaces apart. */
export function table(rows: readonly (readonly Cell[])[]): string {
  const widths = columnWidths(rows);
  return rows
    .map((row) => row.map((cell, column) => padded(cell, widths[column] ?? 0)).join(gap))
    .map(trimmed)
    .join('\n');
}

/** The same, where a line has room for it; in a narrower terminal each row flows on, its later lines indented. */
export function fittedTable(rows: readonly (readonly Cell[])[], width: number): string {
  const widths = columnWidths(rows);
  const needed = widths.reduce((sum, column) => sum + column, 0) + gap.length * Math.max(0, widths.length - 1);
  return needed <= width ? table(rows) : rows.map((row) => flowed(row, width)).join('\n');
}

function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function painted(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.paint(cell.text);
}

/** How wide each column has to be. A loop: a table can have more rows than a call takes arguments. */
export function columnWidths(rows: readonly (readonly Cell[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cellText(cell).length);
  return widths;
}

function padded(cell: Cell, width: number): string {
  return painted(cell) + ' '.repeat(Math.max(0, width - cellText(cell).length));
}

function flowed(row: readonly Cell[], width: number): string {
  const lines: string[] = [];
  let room = 0;
  for (const cell of row.filter((candidate) => cellText(candidate) !== '')) {
    const { length } = cellText(cell);
    const last = lines.length - 1;
    if (last >= 0 && length + gap.length <= room) {
      lines[last] += gap + painted(cell);
      room -= length + gap.length;
    } else {
      const indent = last >= 0 ? gap : '';
      lines.push(indent + painted(cell));
      room = width - indent.length - length;
    }
  }
  return lines.join('\n');
}

function trimmed(line: string): string {
  return line.trimEnd();
}
