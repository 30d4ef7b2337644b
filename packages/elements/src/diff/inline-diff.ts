import type { FieldSchema } from '../fields/field-lookup.js';
import type { FormatContext } from '../format/format-context.js';
import type { PartialMessages } from '../messages/message-table.js';
import type { ComparedVersion } from './model/diff-row.js';
import { PolicyDiff } from './policy-diff.js';

export interface InlineComparison {
  readonly from: ComparedVersion;
  readonly to: ComparedVersion;
  readonly schema: FieldSchema | undefined;
  readonly messages: PartialMessages | undefined;
  readonly context: FormatContext;
  readonly headingLevel: number;
}

/**
 * A comparison to stand inside another element. Its tag is the one the page gave it; else it is registered here, on first
 * use, as the import of a class registers nothing.
 */
export function inlineDiff(comparison: InlineComparison, present?: PolicyDiff): PolicyDiff {
  const { from, to, schema, messages, context, headingLevel } = comparison;
  const diff = present ?? (document.createElement(tagOf()) as PolicyDiff);
  const { locale, timeZone = '' } = context;
  return Object.assign(diff, { from, to, schema, messages, locale, timeZone, headingLevel, unchanged: 'hidden' });
}

function tagOf(): string {
  const own = customElements.getName(PolicyDiff);
  if (own !== null) return own;
  if (customElements.get('policy-diff') === undefined) customElements.define('policy-diff', PolicyDiff);
  return 'policy-diff';
}
