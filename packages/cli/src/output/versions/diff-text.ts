import type { FieldChange } from '@policytrail/core';
import type { Colours } from '../../terminal/colours.js';
import type { FieldMap } from '../fields/field-map.js';
import { counted } from '../values/count.js';
import { type ChangeText, changeText } from './change.js';

/** The changes, one a line, in columns: glyph and word, label, JSON Pointer, values. */
export function diffText(changes: readonly FieldChange[], map: FieldMap, colours: Colours): string {
  const texts = changes.map((change) => changeText(change, map));
  const labelWidth = widest(texts.map(({ label }) => label));
  const pathWidth = widest(texts.map(({ path }) => path));
  const paint: Readonly<Record<FieldChange['kind'], (text: string) => string>> = {
    added: colours.blue,
    removed: colours.yellow,
    changed: colours.cyan,
    moved: colours.magenta,
  };
  return [counts(texts), ...texts.map((text) => line(text))].join('\n');

  function line({ kind, mark, label, values, path }: ChangeText): string {
    return `${paint[kind](mark.padEnd(9))}  ${label.padEnd(labelWidth)}  ${colours.dim(path.padEnd(pathWidth))}  ${values}`;
  }
}

// A loop: a policy can change in more places than a call takes arguments.
function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

function counts(texts: readonly ChangeText[]): string {
  const kinds = ['changed', 'added', 'removed', 'moved'] as const;
  const parts = kinds
    .map((kind) => ({ kind, count: texts.filter((text) => text.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`);
  return `${counted(texts.length, 'change')}: ${parts.join(', ')}`;
}
