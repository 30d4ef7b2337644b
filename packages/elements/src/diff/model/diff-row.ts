import type { FieldChange, JsonObject, JsonValue, PolicyVersion } from '@policytrail/core';
import type { FoundField } from '../../fields/field-lookup.js';

/** A side of a comparison: a version, or a draft that has no number yet. */
export type ComparedVersion = Pick<PolicyVersion, 'policy'> & Partial<Pick<PolicyVersion, 'version' | 'label'>>;

/** A line of a comparison: a change, or a single value that stayed. */
export interface DiffRow {
  readonly kind: FieldChange['kind'] | 'unchanged';
  /** JSON Pointer into the later policy; for `removed` into the earlier. */
  readonly path: string;
  readonly field: FoundField;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  readonly strictness: 'stricter' | 'looser' | undefined;
  /** Only for `moved`: places in the list, from 1. */
  readonly places: readonly [from: number, to: number] | undefined;
  /** The row is inside a list whose items could not be told apart but by their place. */
  readonly isByPosition: boolean;
}

/** Rows under one heading; `name` is undefined for those of no group. */
export interface DiffSection {
  readonly name: string | undefined;
  readonly rows: readonly DiffRow[];
}

export interface DiffComparison {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly sections: readonly DiffSection[];
  /** All changes, in the order in which they are shown. */
  readonly changes: readonly DiffRow[];
  /** Undefined until they are found, which comes after the changes are shown. */
  readonly unchanged: readonly DiffRow[] | undefined;
  /** How many fields those are to a reader: a list is one, whatever its items have in them. */
  readonly unchangedFields: number;
  /** The places of the later policy that changed as a whole. */
  readonly changedPaths: ReadonlySet<string>;
}
