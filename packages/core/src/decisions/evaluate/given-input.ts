import { validateInputBySchema } from '../../evaluation/input/validate-by-schema.js';
import { validateInput } from '../../evaluation/input/validate-input.js';
import type { DefinitionDocument } from '../../policy/definition/document.js';
import type { TrailContext } from '../../trail/context.js';
import type { DefinitionRecord } from '../../trail/definition-documents.js';
import { canonicalJson } from '../../values/canonical/canonical-json.js';
import type { JsonValue } from '../../values/json.js';

/** An input as it was given, copied: what the caller does to it later changes nothing. */
export interface GivenInput {
  /** Canonical text. */
  readonly json: string;
  /** Whether the host's definition has checked it; else the stored one is to. */
  readonly isChecked: boolean;
}

/** Throws `invalid_input` where the host's definition refuses it, or where it is not JSON; `invalid_argument` beyond the limits. */
export function readInput(
  { limits }: TrailContext,
  definition: DefinitionRecord | undefined,
  input: unknown,
): GivenInput {
  const value = validateInput(definition?.definition, input);
  return { json: canonicalJson(value, { ...limits, numbers: 'safe' }), isChecked: definition !== undefined };
}

/** What is judged and recorded, with its canonical text where that is known. */
export interface SettledInput {
  readonly input: JsonValue;
  readonly inputJson: string | undefined;
}

/** An input that only the stored definition knows is checked by that. Throws `invalid_input`. */
export function settleInput({ json, isChecked }: GivenInput, document: DefinitionDocument | undefined): SettledInput {
  const input = JSON.parse(json) as JsonValue;
  const schema = document?.input ?? null;
  if (isChecked || schema === null) return { input, inputJson: json };
  return { input: validateInputBySchema(schema, input), inputJson: undefined };
}
