import type { PolicyIssue } from '../../../values/error.js';
import type { JsonObject, JsonValue } from '../../../values/json.js';

/** One check of an input by a schema, with what it has found so far. */
export interface SchemaCheck {
  readonly root: JsonObject;
  readonly issues: PolicyIssue[];
  /** How many choices may be tried, and how many still may. */
  readonly budget: { readonly limit: number; left: number };
}

export interface LocatedValue {
  readonly value: JsonValue;
  /** JSON Pointer into the input. */
  readonly path: string;
}
