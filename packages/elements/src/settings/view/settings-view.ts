import type { FieldChange } from '@policytrail/core';
import type { FieldLookup } from '../../fields/field-lookup.js';
import type { FormatContext } from '../../format/format-context.js';
import type { Draft, Entry } from '../model/draft.js';
import type { FormField } from '../model/form-field.js';

/** What the parts of the form are made from. */
export interface SettingsView {
  readonly draft: Draft;
  readonly lookup: FieldLookup;
  readonly changes: readonly FieldChange[];
  /** What is wrong and to be shown, by pointer. */
  readonly problems: ReadonlyMap<string, string>;
  readonly context: FormatContext;
  readonly isEditable: boolean;
  readonly actions: SettingsActions;
}

export interface SettingsActions {
  enter(field: FormField, entry: Entry): void;
  /** The reader left the field. */
  leave(field: FormField): void;
}

/** Ids of a field's parts, apart from those of the others. */
export function idOf(field: FormField, part = 'input'): string {
  return `${part}-${encodeURIComponent(field.path)}`;
}
