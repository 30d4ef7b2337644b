import type { TemplateResult } from 'lit';
import type { FieldLookup } from '../../fields/field-lookup.js';
import type { FormatContext } from '../../format/format-context.js';
import type { DiffComparison, DiffRow } from '../model/diff-row.js';
import type { ShownSection } from '../model/shown-sections.js';
import type { WordPart } from '../text/split-words.js';

/** What is loaded for long texts and for the lines of JSON. */
export interface TextDiff {
  lineView(view: DiffView): TemplateResult;
  wordParts(before: string, after: string, locale: string): readonly WordPart[] | undefined;
}

/** What the templates of a comparison are filled from. */
export interface DiffView {
  readonly comparison: DiffComparison;
  readonly sections: readonly ShownSection[];
  /** Those that are shown; undefined where none are. */
  readonly unchanged: readonly DiffRow[] | undefined;
  readonly lookup: FieldLookup;
  readonly context: FormatContext;
  readonly names: { readonly from: string; readonly to: string };
  readonly layout: 'split' | 'unified' | 'cards';
  /** Level of headings inside. */
  readonly headingLevel: number;
  /** The row that next and previous change start from. */
  readonly currentRow: DiffRow | undefined;
  /** Undefined until it is loaded. */
  readonly textDiff: TextDiff | undefined;
  readonly actions: DiffActions;
}

export interface DiffActions {
  toggleGroup(index: number): void;
  /** Of a group, or of all changes. */
  showMore(group: number | undefined): void;
  toggleUnchanged(): void;
}
