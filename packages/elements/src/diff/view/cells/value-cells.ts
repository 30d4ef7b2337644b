import { html, nothing, type TemplateResult } from 'lit';
import { maskSecrets } from '../../../fields/mask-secrets.js';
import { type ValueText, valueText } from '../../../format/value-text.js';
import { textView, valueView } from '../../../view/value.js';
import type { DiffRow } from '../../model/diff-row.js';
import type { WordPart } from '../../text/split-words.js';
import type { DiffView } from '../diff-view.js';
import { membersView } from './members-view.js';

/** A side of a row. */
export type Side = 'before' | 'after';

const longText = 60;
const mostCharacters = 2000;

/** The value of a row on one side, marked as what was or what is now. */
export function sideCell(row: DiffRow, side: Side, view: DiffView): TemplateResult {
  const { messages } = view.context;
  if (row.kind === 'moved') return html`<span class="numeric">${placeText(row, side, view)}</span>`;
  const value = sideText(row, side, view);
  if (row.kind === 'unchanged') return valueView(value, messages);
  const spoken = html`<span class="visually-hidden">${side === 'before' ? messages.diff.was : messages.diff.now}</span>`;
  if (isNothing(row, side)) return html`${spoken}${valueView(value, messages)}`;
  const words = wordsOf(row, view);
  if (words !== undefined) return html`${spoken}<bdi class="text">${wordsView(words, side, view)}</bdi>`;
  const members = membersView(row[side], row, view);
  const isBlock = members !== undefined || value.kind === 'json' || isLong(value.text);
  // What we put together needs no element of its own to keep its direction: the mark does.
  const isOurs = members === undefined && (value.kind === 'formatted' || value.kind === 'secret');
  const shape = [...(isBlock ? ['block'] : []), ...(isOurs ? ['numeric'] : [])].join(' ') || nothing;
  const content = members ?? (isOurs ? value.text : valueView(value, messages));
  return side === 'before'
    ? html`${spoken}<del class=${shape}>${content}</del>`
    : html`${spoken}<ins class=${shape}>${content}</ins>`;
}

/** True for a text whose rewriting is shown word by word. */
export function isRewritten({ kind, before, after, field }: DiffRow): boolean {
  if (kind !== 'changed' || typeof before !== 'string' || typeof after !== 'string') return false;
  if (field.display === 'longText') return true;
  return (field.display === undefined || field.display === 'text') && isLong(before) && isLong(after);
}

/** A rewritten text with what left it and what came into it, in one; undefined for any other row. */
export function mergedWords(row: DiffRow, view: DiffView): TemplateResult | undefined {
  const words = wordsOf(row, view);
  return words && html`<bdi class="text">${wordsView(words, undefined, view)}</bdi>`;
}

const knownWords = new WeakMap<DiffRow, readonly WordPart[] | 'too different'>();

function wordsOf(row: DiffRow, { textDiff, context }: DiffView): readonly WordPart[] | undefined {
  if (textDiff === undefined || !isRewritten(row)) return undefined;
  const known = knownWords.get(row);
  const words = known ?? textDiff.wordParts(String(row.before), String(row.after), context.locale) ?? 'too different';
  if (known === undefined) knownWords.set(row, words);
  return words === 'too different' ? undefined : words;
}

// Without a side: both.
function wordsView(words: readonly WordPart[], side: Side | undefined, { context }: DiffView): readonly unknown[] {
  const absent = { before: 'added', after: 'removed' } as const;
  return words
    .filter(({ kind }) => side === undefined || kind !== absent[side])
    .map(({ kind, text }) => {
      const shown = textView(text, context.messages);
      if (kind === 'kept') return shown;
      return kind === 'removed' ? html`<del>${shown}</del>` : html`<ins>${shown}</ins>`;
    });
}

function sideText(row: DiffRow, side: Side, { context, lookup }: DiffView): ValueText {
  const { secret, secretChanged } = context.messages.shared;
  const given = row[side];
  const value =
    typeof given === 'object' && given !== null ? maskSecrets(given, row.field.path, lookup, () => secret) : given;
  const shown = valueText(value, row.field, context);
  if (shown.kind === 'secret')
    return row.kind === 'changed' && side === 'after' ? { ...shown, text: secretChanged } : shown;
  return shown.text.length > mostCharacters ? { ...shown, text: `${shown.text.slice(0, mostCharacters)}…` } : shown;
}

function isNothing({ kind }: DiffRow, side: Side): boolean {
  return (kind === 'added' && side === 'before') || (kind === 'removed' && side === 'after');
}

function placeText({ places }: DiffRow, side: Side, { context }: DiffView): string {
  return context.messages.diff.placeOf(places?.[side === 'before' ? 0 : 1] ?? 0);
}

function isLong(text: string): boolean {
  return text.length >= longText || text.includes('\n');
}
