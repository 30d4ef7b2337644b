import type { DefinitionDocument } from '../../policy/definition/document.js';
import { canonicalJson } from '../../values/canonical/canonical-json.js';
import { type LruMap, lruMap } from '../../values/lru-map.js';
import { sha256Hex } from '../../values/sha256.js';
import type { CompiledPolicy } from './compiled-policy.js';

/** How many policies are kept, and how many characters they have together; compiled, a character takes some 12 bytes. */
const maxPolicies = 256;
const maxCharacters = 4_000_000;

/** Policies made ready to judge, by content and definition: the same wherever they are made, so all may share them. */
export const compiledPolicies: LruMap<CompiledPolicy> = /* @__PURE__ */ lruMap(maxPolicies, maxCharacters);

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
