import type { FieldChange, JsonObject, JsonValue } from '@policytrail/core';
import { appendPointer, readPointer } from '@policytrail/core/pure';
import type { FieldLookup } from '../../fields/field-lookup.js';
import type { FormatContext } from '../../format/format-context.js';
import { textParts } from '../../format/hidden-characters.js';
import { valueText } from '../../format/value-text.js';

/** A field and what became of it, in words. */
export interface ChangeWords {
  readonly label: string;
  readonly text: string;
}

const mostShown = 3;
const longestValue = 40;

/** The few changes that stand for all: those of summary fields first. */
export function changeWords(
  changes: readonly FieldChange[],
  lookup: FieldLookup,
  context: FormatContext,
): readonly ChangeWords[] {
  const summary = lookup.summary.map(({ path }) => path);
  const rank = ({ field }: FieldChange): number => (summary.includes(field) ? summary.indexOf(field) : summary.length);
  return changes
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, mostShown)
    .map((change) => ({ label: labelOf(change.field, lookup), text: wordsOf(change, lookup, context) }));
}

/** What the summary fields of a policy say. */
export function keyValues(policy: JsonObject, lookup: FieldLookup, context: FormatContext): readonly ChangeWords[] {
  const fields = lookup.summary.length > 0 ? lookup.summary.map(({ path }) => path) : singleValues(policy);
  return fields.slice(0, mostShown).flatMap((path) => {
    const text = inlineText(readPointer(policy, path), path, lookup, context);
    return text === undefined ? [] : [{ label: labelOf(path, lookup), text: `\u2068${text}\u2069` }];
  });
}

/** "Rules › When" */
export function labelOf(field: string, lookup: FieldLookup): string {
  const parts = field.split('/');
  const labels = parts.flatMap((part, depth) => {
    const isShown = depth > 0 && part !== '*' && !/^\d+$/.test(part);
    return isShown ? [lookup.find(parts.slice(0, depth + 1).join('/')).label] : [];
  });
  return visible(labels.length > 1 && !field.includes('*') ? (labels.at(-1) ?? '') : labels.join(' › '));
}

function singleValues(policy: JsonObject): readonly string[] {
  const isSingle = ([, value]: [string, JsonValue]): boolean => typeof value !== 'object' || value === null;
  return Object.entries(policy)
    .filter(isSingle)
    .map(([name]) => appendPointer('', name));
}

function wordsOf(change: FieldChange, lookup: FieldLookup, context: FormatContext): string {
  const { history, shared } = context.messages;
  const text = (value: JsonValue | undefined): string | undefined => inlineText(value, change.field, lookup, context);
  switch (change.kind) {
    case 'moved':
      return history.wordMoved;
    case 'added': {
      const after = text(change.after);
      return after === undefined ? history.wordAdded : history.changeAdded(after);
    }
    case 'removed': {
      const before = text(change.before);
      return before === undefined ? history.wordRemoved : history.changeRemoved(before);
    }
    case 'changed': {
      if (lookup.find(change.field).display === 'secret') return shared.secretChanged;
      const [before, after] = [text(change.before), text(change.after)];
      return before === undefined || after === undefined ? history.wordChanged : history.change(before, after);
    }
  }
}

// What is too long, or has parts, is left to the comparison.
function inlineText(
  value: JsonValue | undefined,
  field: string,
  lookup: FieldLookup,
  context: FormatContext,
): string | undefined {
  if (value === undefined) return undefined;
  const { kind, text } = valueText(value, lookup.find(field), context);
  if (kind === 'json' || text.length > longestValue || text.includes('\n')) return undefined;
  // Numbers may hold marks of their own that turn them the right way.
  return kind === 'text' ? visible(text) : text;
}

function visible(text: string): string {
  return textParts(text)
    .map((part) => part.text)
    .join('');
}
