import type { JsonLimits } from '../canonical/canonical-json.js';
import type { JsonValue } from '../json.js';
import { lruMap } from '../lru-map.js';
import { type Document, documentOf } from './document.js';
import { type WrittenDocument, writeDocument } from './write-document.js';

/** A document, and the one of its name that was written before it, where that is at hand. */
export interface Writing {
  readonly document: Document;
  readonly before?: Document | undefined;
}

/** Puts a value into words, as far as they are not those of the document before. Throws as `documentText` does. */
export type DocumentWriter = (name: string, value: unknown) => Writing;

// Parsed, a character takes some ten bytes.
const maxCount = 1000;
const maxCharacters = 1_000_000;

/** A writer that remembers what it wrote last, by name, and the members that documents have in common. */
export function documentWriter(limits: JsonLimits): DocumentWriter {
  const written = lruMap<WrittenDocument>(maxCount, maxCharacters);
  const readMember = memberReader();
  return (name, value) => {
    const before = written.get(name);
    const document = writeDocument(value, limits, before, readMember);
    written.set(name, document, document.text.length);
    return { document, before };
  };
}

// Shorter ones are parsed again as fast as they are found.
const shortestRemembered = 256;

/** Reads texts; the same long text always as the same document: what was made from one template is in memory once. */
function memberReader(): (text: string) => Document<JsonValue> {
  const known = lruMap<Document<JsonValue>>(maxCount, maxCharacters);
  return (text) => {
    if (text.length < shortestRemembered) return documentOf(text);
    const document = known.get(text) ?? documentOf<JsonValue>(text);
    known.set(text, document, text.length);
    return document;
  };
}
