import type { RowControl } from '../view/history-view.js';

/** Focuses a control of a row; its title where it has no such control. False where the row is not on the page. */
export function focusRow(root: ParentNode, version: number, control: RowControl = 'title'): boolean {
  const row = root.querySelector(`[data-version="${version}"]`);
  const target = row?.querySelector<HTMLElement>(`[data-control="${control}"]`) ?? titleOf(row);
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
  return target !== null && target !== undefined;
}

/** Focuses the first that is there. */
export function focusFirst(root: ParentNode, ...selectors: readonly string[]): void {
  const target = selectors.map((selector) => root.querySelector<HTMLElement>(selector)).find((found) => found !== null);
  target?.focus();
}

/** The row that an element is in. */
export function versionAround(element: Element | null): number | undefined {
  const version = element?.closest('[data-version]')?.getAttribute('data-version');
  return version === null || version === undefined ? undefined : Number(version);
}

function titleOf(row: Element | null | undefined): HTMLElement | null | undefined {
  return row?.querySelector<HTMLElement>('[data-control="title"]');
}
