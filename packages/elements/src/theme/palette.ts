import type { CSSResult } from 'lit';
import { color, token } from './token.js';

/** Page colours. */
export const surface = {
  background: color('background', '#ffffff', '#0d1117'),
  raised: color('raised', '#f6f8fa', '#151b23'),
  hover: color('hover', '#eff2f5', '#1c232d'),
  text: color('text', '#1f2328', '#f0f6fc'),
  muted: color('muted', '#59636e', '#9198a1'),
  border: color('border', '#818b98', '#656c76'),
  /** Between rows, where nothing but order depends on it. */
  hairline: color('hairline', '#d1d9e0', '#3d444d'),
  accent: color('accent', '#0969da', '#58a6ff'),
  onAccent: color('on-accent', '#ffffff', '#0d1117'),
  danger: color('danger', '#b42318', '#ff9492'),
} as const;

export interface MarkColors {
  readonly background: CSSResult;
  readonly text: CSSResult;
  readonly mark: CSSResult;
}

/** Kinds of change: blue and orange, as these stay apart for colour-blind readers; text has contrast 7:1 or more. */
export const marks = {
  added: markColors('added', ['#ddf0ff', '#0c2d5a'], ['#0a4a8c', '#a5d6ff'], ['#0969da', '#58a6ff']),
  removed: markColors('removed', ['#ffe7d1', '#5a2a0a'], ['#7a3300', '#ffd8b5'], ['#bc4c00', '#f0883e']),
  changed: markColors('changed', ['#fff8c5', '#4b3a07'], ['#5c4400', '#f8e3a1'], ['#7d5c00', '#d29922']),
  moved: markColors('moved', ['#f0e6ff', '#3c1e70'], ['#512a97', '#e2c5ff'], ['#8250df', '#be8fff']),
} as const;

export const type = {
  font: token('font', 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'),
  mono: token('font-mono', 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'),
  size: token('font-size', '0.875rem'),
  small: token('font-size-small', '0.8125rem'),
  title: token('font-size-title', '1.125rem'),
} as const;

export const shape = {
  radius: token('radius', '6px'),
  space: token('space', '8px'),
} as const;

type Pair = readonly [light: string, dark: string];

function markColors(name: string, background: Pair, text: Pair, mark: Pair): MarkColors {
  return {
    background: color(`${name}-background`, ...background),
    text: color(`${name}-text`, ...text),
    mark: color(`${name}-mark`, ...mark),
  };
}
