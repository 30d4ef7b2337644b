/** Which row the arrow keys lead to, of those on the page; undefined where the key means nothing or leads nowhere. */
export function rowAfterKey(key: string, active: number, versions: readonly number[]): number | undefined {
  const index = versions.indexOf(active);
  const last = versions.length - 1;
  if (index < 0) return undefined;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: last,
    PageDown: Math.min(last, index + rowsAPage),
    PageUp: Math.max(0, index - rowsAPage),
  };
  return Object.hasOwn(steps, key) ? versions[steps[key] ?? -1] : undefined;
}

const rowsAPage = 10;

/** Moves within an open menu. True where the key was one of its own. */
export function moveInMenu(key: string, menu: Element, focused: Element | null): boolean {
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const index = items.indexOf(focused as HTMLElement);
  const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[key];
  if (next === undefined) return firstLetter(key, items, index);
  items.at(next % items.length)?.focus();
  return true;
}

// As in menus of the platform: a letter goes to the next item that begins with it.
function firstLetter(key: string, items: readonly HTMLElement[], index: number): boolean {
  if (key.length !== 1 || key === ' ') return false;
  const after = [...items.slice(index + 1), ...items.slice(0, index + 1)];
  const found = after.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase()));
  found?.focus();
  return found !== undefined;
}
