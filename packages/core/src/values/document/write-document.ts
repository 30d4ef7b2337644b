import { canonicalJson, type JsonLimits, limitsOf } from '../canonical/canonical-json.js';
import { levelOf, memberOf } from '../canonical/level.js';
import { exceedsBytes } from '../canonical/text.js';
import { isWrittenAs } from '../canonical/written-as.js';
import type { JsonValue } from '../json.js';
import { type Document, documentOf } from './document.js';
import { documentText } from './document-text.js';

/** A document that keeps its members apart, for the one that is written after it. */
export interface WrittenDocument extends Document {
  readonly members: Members;
}

type Members = ReadonlyMap<string, Document<JsonValue>>;

/**
 * Writes a document as {@link documentText} does. Members that are as in the document before are neither written nor
 * parsed again: both documents share them. From one version of a policy to the next, those are nearly all.
 */
export function writeDocument(value: unknown, limits: JsonLimits, before?: WrittenDocument): WrittenDocument {
  const written = tryToWrite(value, limitsOf(limits), before?.members);
  // Refused then, too, and as a whole: with the path from its root.
  return written ?? { ...documentOf(documentText(value, limits)), members: new Map() };
}

function tryToWrite(value: unknown, limits: Required<JsonLimits>, before?: Members): WrittenDocument | undefined {
  const level = levelOf(value);
  if (level?.shape === undefined || limits.maxDepth < 1) return undefined;
  const { keys, heads } = level.shape;
  const members = new Map<string, Document<JsonValue>>();
  const values: [string, JsonValue][] = [];
  let text = keys.length === 0 ? '{' : '';
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string;
    const head = heads[at];
    const member = writeMember(memberOf(level.container, key), limits, before?.get(key));
    if (head === undefined || member === undefined || text.length > limits.maxBytes) return undefined;
    text += head + member.text;
    members.set(key, member);
    values.push([key, member.value]);
  }
  text += '}';
  if (exceedsBytes(text, limits.maxBytes)) return undefined;
  return { text, value: Object.fromEntries(values), members };
}

function writeMember(
  value: unknown,
  { maxDepth, maxBytes }: Required<JsonLimits>,
  before: Document<JsonValue> | undefined,
): Document<JsonValue> | undefined {
  if (before !== undefined && isWrittenAs(value, before.value)) return before;
  try {
    return documentOf(canonicalJson(value, { maxDepth: maxDepth - 1, maxBytes, numbers: 'safe' }));
  } catch {
    return undefined;
  }
}
