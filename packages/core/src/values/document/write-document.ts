import { canonicalJson, type JsonLimits, limitsOf } from '../canonical/canonical-json.js';
import { levelOf } from '../canonical/level.js';
import { exceedsBytes } from '../canonical/text.js';
import { isWrittenAs } from '../canonical/written-as.js';
import type { JsonValue } from '../json.js';
import { type Document, documentOf } from './document.js';
import { documentText } from './document-text.js';

/** A document that keeps its members apart, for the one that is written after it. */
export interface WrittenDocument extends Document {
  readonly members: Members;
}

/** By their names, in canonical order. */
interface Members {
  readonly names: readonly string[];
  readonly documents: readonly Document<JsonValue>[];
}

const none: Members = { names: [], documents: [] };

/**
 * Writes a document as {@link documentText} does. Members that are as in the document before are neither written nor
 * parsed again: both documents share them. From one version of a policy to the next, those are nearly all. The others'
 * texts are read by `read`.
 */
export function writeDocument(
  value: unknown,
  limits: JsonLimits,
  before?: WrittenDocument,
  read: ReadMember = documentOf,
): WrittenDocument {
  const written = tryToWrite(value, limitsOf(limits), before?.members ?? none, read);
  // What is refused is written again as a whole, so that it is refused with the path from its root.
  return written ?? { ...documentOf(documentText(value, limits)), members: none };
}

type ReadMember = (text: string) => Document<JsonValue>;

function tryToWrite(
  value: unknown,
  limits: Required<JsonLimits>,
  before: Members,
  read: ReadMember,
): WrittenDocument | undefined {
  try {
    return byMembers(value, limits, before, read);
  } catch {
    return undefined;
  }
}

function byMembers(
  value: unknown,
  limits: Required<JsonLimits>,
  before: Members,
  read: ReadMember,
): WrittenDocument | undefined {
  const level = levelOf(value);
  if (level?.shape === undefined || limits.maxDepth < 1) return undefined;
  const { keys, heads } = level.shape;
  const given = level.container as Readonly<Record<string, unknown>>;
  const documents: Document<JsonValue>[] = [];
  const own: Record<string, JsonValue> = {};
  let text = keys.length === 0 ? '{' : '';
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string;
    const head = heads[at];
    const known = memberBefore(before, key, at);
    const isKnown = known !== undefined && isWrittenAs(given[key], known.value);
    const member = isKnown ? known : memberDocument(given[key], limits, read);
    // What is assigned to a member called `__proto__` would be lost.
    if (head === undefined || key === '__proto__' || text.length > limits.maxBytes) return undefined;
    text += head;
    text += member.text;
    documents.push(member);
    own[key] = member.value;
  }
  text += '}';
  if (exceedsBytes(text, limits.maxBytes)) return undefined;
  return { text, value: own, members: { names: keys, documents } };
}

// It stands where it stood, unless members came or went.
function memberBefore({ names, documents }: Members, name: string, at: number): Document<JsonValue> | undefined {
  return documents[names[at] === name ? at : names.indexOf(name)];
}

function memberDocument(
  value: unknown,
  { maxDepth, maxBytes }: Required<JsonLimits>,
  read: ReadMember,
): Document<JsonValue> {
  return read(canonicalJson(value, { maxDepth: maxDepth - 1, maxBytes, numbers: 'safe' }));
}
