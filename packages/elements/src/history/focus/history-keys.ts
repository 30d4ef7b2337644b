import type { OpenMenu, RowControl } from '../view/history-view.js';
import { moveInMenu, rowAfterKey } from './list-keys.js';
import { focusRow, versionAround } from './places.js';

/** What the keys act on. */
export interface KeySurroundings {
  readonly root: ShadowRoot;
  /** Rows on the page, newest first. */
  readonly versions: readonly number[];
  readonly hasShortcuts: boolean;
  activate(version: number): void;
  openMenu(menu: OpenMenu): void;
  closeMenu(): void;
  /** Closes the innermost thing that is open; false where there is none. */
  escape(): boolean;
  stepChange(by: 1 | -1): void;
}

/** The keyboard map of the history: only while the focus is inside. */
export function historyKey(event: KeyboardEvent, around: KeySurroundings): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const focused = around.root.activeElement;
  const menu = focused?.closest('[role=menu]') ?? null;
  const isTaken = menu === null ? outsideMenu(event, focused, around) : inMenu(event, menu, focused, around);
  if (isTaken) event.preventDefault();
}

function inMenu({ key }: KeyboardEvent, menu: Element, focused: Element | null, around: KeySurroundings): boolean {
  if (key !== 'Escape' && key !== 'Tab') return moveInMenu(key, menu, focused);
  around.closeMenu();
  // Tab goes on from the button.
  return key === 'Escape';
}

function outsideMenu(event: KeyboardEvent, focused: Element | null, around: KeySurroundings): boolean {
  const { key, shiftKey } = event;
  if (key === 'Escape') return !hasText(focused) && around.escape();
  if (around.hasShortcuts && key === 'F7') {
    around.stepChange(shiftKey ? -1 : 1);
    return true;
  }
  const version = versionAround(focused);
  const isMenuKey = (key === 'F10' && shiftKey) || key === 'ContextMenu';
  if (isMenuKey && around.hasShortcuts) return openAround(focused, version, around);
  if (version === undefined || shiftKey) return false;
  const control = focused?.getAttribute('data-control');
  if (control === 'menu' && key === 'ArrowDown' && focused?.getAttribute('aria-expanded') === 'true') return false;
  return moveRow(key, version, control, around);
}

function openAround(focused: Element | null, version: number | undefined, around: KeySurroundings): boolean {
  const menu = version ?? (focused?.closest('.detail') ? 'detail' : undefined);
  if (menu === undefined) return false;
  around.openMenu(menu);
  return true;
}

function moveRow(key: string, version: number, control: string | null | undefined, around: KeySurroundings): boolean {
  const next = rowAfterKey(key, version, around.versions);
  if (next === undefined) return false;
  around.activate(next);
  return isRowControl(control) ? focusRow(around.root, next, control) : focusRow(around.root, next);
}

function isRowControl(control: string | null | undefined): control is RowControl {
  return control === 'title' || control === 'compare' || control === 'menu';
}

// There Escape clears the field first.
function hasText(focused: Element | null): boolean {
  return focused instanceof HTMLInputElement && focused.type === 'search' && focused.value !== '';
}
