import { canonicalJson } from '../values/canonical/canonical-json.js';
import type { JsonValue } from '../values/json.js';
import { sha256Hex } from '../values/sha256.js';
import type { Decision } from './decision.js';

/** What a payload hash covers. The salt, 64 hex digits, keeps short inputs from being guessed once they are erased. */
export interface SealedPayload {
  readonly salt: string;
  readonly input: JsonValue;
  readonly decision: Decision;
}

/** The same with both documents as their RFC 8785 text, as they are stored. */
export interface SealedPayloadText {
  readonly salt: string;
  readonly inputJson: string;
  readonly decisionJson: string;
}

/**
 * The hash of an evaluation's payload: hex SHA-256 of UTF-8 `policytrail/payload/v1\n` + salt + `\n` + RFC 8785 text of
 * `{ decision, input }`. Throws `invalid_argument` for what is not JSON.
 */
export function payloadHashOf({ salt, input, decision }: SealedPayload): string {
  return payloadHashOfText({ salt, inputJson: textOf(input), decisionJson: textOf(decision) });
}

/** {@link payloadHashOf} for documents that are canonical text already. */
export function payloadHashOfText({ salt, inputJson, decisionJson }: SealedPayloadText): string {
  return sha256Hex(`policytrail/payload/v1\n${salt}\n{"decision":${decisionJson},"input":${inputJson}}`);
}

// What may be stored is limited where it is stored.
function textOf(document: JsonValue | Decision): string {
  return canonicalJson(document, { maxDepth: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY });
}
