import type { DefinitionDocument } from '../../policy/definition/document.js';
import { canonicalJson } from '../../values/canonical-json.js';
import { sha256Hex } from '../../values/sha256.js';
import type { CompiledPolicy } from './compiled-policy.js';

/** A map of bounded size that forgets what was asked for longest ago. */
export interface LruMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

const maxPolicies = 256;

/** Policies made ready to judge, by content and definition: the same wherever they are made, so all may share them. */
export const compiledPolicies: LruMap<CompiledPolicy> = /* @__PURE__ */ lruMap(maxPolicies);

export function lruMap<Value>(maxSize: number): LruMap<Value> {
  // A Map keeps the order in which keys were set: the first is the oldest.
  const entries = new Map<string, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= maxSize) return;
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        return;
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
