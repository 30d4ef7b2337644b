import { type CSSResult, unsafeCSS } from 'lit';

/** `var(--policy-<name>, <fallback>)`: read, never set, so that a page can set it anywhere above the element. */
export function token(name: string, fallback: string): CSSResult {
  return unsafeCSS(`var(--policy-${name}, ${fallback})`);
}

/** A colour for light pages and one for dark pages. */
export function color(name: string, light: string, dark: string): CSSResult {
  return token(name, `light-dark(${light}, ${dark})`);
}
