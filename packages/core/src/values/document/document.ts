import type { JsonObject, JsonValue } from '../json.js';

/** A JSON value, for reading only, and its canonical text. */
export interface Document<Value extends JsonValue = JsonObject> {
  readonly text: string;
  readonly value: Value;
}

/** The document that a canonical text says. */
export function documentOf<Value extends JsonValue = JsonObject>(text: string): Document<Value> {
  return { text, value: JSON.parse(text) as Value };
}
