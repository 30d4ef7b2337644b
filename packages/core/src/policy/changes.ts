import type { JsonValue } from '../values/json.js';

/**
 * One difference between two policies. Paths are JSON Pointers (RFC 6901): `path` points into the later policy,
 * for `removed` into the earlier; `from` is where a moved item stood in the earlier policy. `field` is the path with `*`
 * for each array index (a member that is itself called `*` reads the same).
 * In a list kept for a {@link ChangeSummary} a value whose canonical text is over 200 characters is left out: `clipped`.
 */
export type FieldChange =
  | {
      readonly kind: 'added';
      readonly path: string;
      readonly field: string;
      readonly after?: JsonValue;
      readonly clipped?: true;
    }
  | {
      readonly kind: 'removed';
      readonly path: string;
      readonly field: string;
      readonly before?: JsonValue;
      readonly clipped?: true;
    }
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly field: string;
      readonly before?: JsonValue;
      readonly after?: JsonValue;
      readonly clipped?: true;
    }
  | { readonly kind: 'moved'; readonly path: string; readonly field: string; readonly from: string };

/** What a version changed against the version before it: stored beside it, not sealed, rebuildable. */
export interface ChangeSummary {
  /** How many changes there are. */
  readonly total: number;
  /** The fields that changed: distinct paths with `*` for any array index, sorted, at most 100. */
  readonly fields: readonly string[];
  /** The first 10 changes. */
  readonly first: readonly FieldChange[];
}
