import type { DefinitionDocument } from '../../policy/definition/document.js';
import { canonicalJson } from '../../values/canonical-json.js';
import { sha256Hex } from '../../values/sha256.js';
import type { CompiledPolicy } from './compiled-policy.js';

/** A map of bounded size that forgets what was asked for longest ago. */
export interface LruMap<Value> {
  get(key: string): Value | undefined;
  /** The newest is kept, whatever its size. */
  set(key: string, value: Value, size: number): void;
}

/** How many policies are kept, and how many characters they have together; compiled, a character takes some 12 bytes. */
const maxPolicies = 256;
const maxCharacters = 4_000_000;

/** Policies made ready to judge, by content and definition: the same wherever they are made, so all may share them. */
export const compiledPolicies: LruMap<CompiledPolicy> = /* @__PURE__ */ lruMap(maxPolicies, maxCharacters);

export function lruMap<Value>(maxCount: number, maxSize: number): LruMap<Value> {
  // A Map keeps the order in which keys were set: the first is the oldest.
  const entries = new Map<string, { readonly value: Value; readonly size: number }>();
  let total = 0;
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, size) {
      total += size - (entries.get(key)?.size ?? 0);
      entries.delete(key);
      entries.set(key, { value, size });
      for (const [oldest, entry] of entries) {
        if (oldest === key || (entries.size <= maxCount && total <= maxSize)) return;
        entries.delete(oldest);
        total -= entry.size;
      }
    },
  };
}

const hashes = new WeakMap<DefinitionDocument, string>();

/** The same for equal content under equal definitions. Documents are taken for immutable: each is hashed once. */
export function cacheKey(contentHash: string, definition: DefinitionDocument | undefined): string {
  return definition === undefined ? contentHash : `${contentHash} ${hashOf(definition)}`;
}

function hashOf(definition: DefinitionDocument): string {
  const known = hashes.get(definition);
  if (known !== undefined) return known;
  const hash = sha256Hex(canonicalJson(definition, { maxBytes: Number.MAX_SAFE_INTEGER, maxDepth: 1000 }));
  hashes.set(definition, hash);
  return hash;
}
