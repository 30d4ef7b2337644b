import type { FormatContext } from '../../format/format-context.js';
import type { DecisionLookups } from '../model/compared-values.js';
import type { DecisionFacts } from '../model/decision-record.js';

/** What the parts of a decision are made from. */
export interface DecisionView {
  readonly facts: DecisionFacts;
  readonly lookups: DecisionLookups;
  readonly context: FormatContext;
  /** Level of the headings below the element's own. */
  readonly headingLevel: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** On paper nothing can be unfolded: it is. */
  readonly isPrinting: boolean;
}

/** What a version is called: its label, else its number. */
export function versionName(
  { version, label }: { readonly version: number; readonly label: string | null },
  { shared }: FormatContext['messages'],
): string {
  return label ?? shared.version(version);
}
