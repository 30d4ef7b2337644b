import type { PolicyDefinition } from '../policy/definition/definition.js';
import { readArrayKeys } from '../policy/definition/fields/array-keys.js';
import { isJsonObject } from '../policy/definition/json-object.js';
import type { ArrayKeys } from '../policy/diff/diff.js';
import { schemaPolicyId } from '../policy/schema-policy-id.js';
import type { VersionHeader } from '../policy/version.js';
import type { PolicyStore, StoredVersion } from '../storage/port.js';
import { canonicalJson } from '../values/canonical/canonical-json.js';
import { isPolicytrailError } from '../values/error.js';
import type { JsonObject } from '../values/json.js';
import { sha256Hex } from '../values/sha256.js';
import { intactTextOf } from './stored-policy.js';

export type DefinitionReference = NonNullable<VersionHeader['schema']>;

/** A definition as it is stored and named by the versions saved under it. */
export interface DefinitionRecord {
  readonly definition: PolicyDefinition;
  readonly document: JsonObject;
  readonly documentJson: string;
  readonly reference: DefinitionReference;
  readonly keys: ArrayKeys;
}

/** The definition documents of one store, read once each. */
export interface DefinitionDocuments {
  find(reference: DefinitionReference): Promise<JsonObject | undefined>;
  /** Array keys of the definition a version names; none where it names none or the document is gone. */
  keysOf(reference: DefinitionReference | null): Promise<ArrayKeys>;
  isStored(reference: DefinitionReference): boolean;
  markStored(reference: DefinitionReference): void;
}

const records = new WeakMap<PolicyDefinition, DefinitionRecord>();
const pageSize = 50;
const noKeys: ArrayKeys = {};

/** The request id of a definition's document: the same document is stored once. */
export function schemaRequestId({ contentHash }: Pick<DefinitionReference, 'contentHash'>): string {
  return `schema:${contentHash}`;
}

/** A definition's document, its hash and its array keys; computed once per definition. */
export function recordOf(definition: PolicyDefinition): DefinitionRecord {
  const known = records.get(definition);
  if (known !== undefined) return known;
  const { document, name } = definition;
  const documentJson = canonicalJson(document);
  const reference = { name, contentHash: sha256Hex(documentJson) };
  const record = { definition, document, documentJson, reference, keys: arrayKeysOf(document) };
  records.set(definition, record);
  return record;
}

export function definitionDocuments(store: PolicyStore): DefinitionDocuments {
  const known = new Map<string, FoundDocument>();
  const stored = new Set<string>();
  const find = async (reference: DefinitionReference): Promise<FoundDocument | undefined> => {
    const found = known.get(referenceText(reference)) ?? (await readDocument(store, reference));
    if (found !== undefined) known.set(referenceText(reference), found);
    return found;
  };
  return {
    async find(reference) {
      const found = await find(reference);
      return found === undefined ? undefined : (JSON.parse(found.documentJson) as JsonObject);
    },
    keysOf: async (reference) => (reference === null ? undefined : await find(reference))?.keys ?? noKeys,
    isStored: (reference) => store.isWithinTransaction !== true && stored.has(referenceText(reference)),
    markStored: (reference) => void stored.add(referenceText(reference)),
  };
}

/** One text for a reference, for maps. */
export function referenceText({ name, contentHash }: DefinitionReference): string {
  return `${name} ${contentHash}`;
}

/** The text of a document, and what is read out of it. */
interface FoundDocument {
  readonly documentJson: string;
  readonly keys: ArrayKeys;
}

async function readDocument(
  store: PolicyStore,
  { name, contentHash }: DefinitionReference,
): Promise<FoundDocument | undefined> {
  const policyId = schemaPolicyId(name);
  for (let after = 0; ; ) {
    const page = await store.readVersions({ policyId, after, limit: pageSize });
    const match = page.find((version) => version.contentHash === contentHash);
    if (match !== undefined) return wholeDocument(match);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return undefined;
    after = last.version;
  }
}

// One that was changed in the store says nothing any more: verify tells of it.
function wholeDocument(stored: StoredVersion): FoundDocument | undefined {
  try {
    const document = JSON.parse(intactTextOf(stored));
    return isJsonObject(document) ? { documentJson: stored.policyJson, keys: arrayKeysOf(document) } : undefined;
  } catch (error) {
    if (isPolicytrailError(error, 'trail_corrupt')) return undefined;
    throw error;
  }
}

/** How the arrays of a policy are matched, as its definition's document says: field path → name of the key. */
export function arrayKeysOf(document: JsonObject): ArrayKeys {
  const schema = document['policy'];
  return isJsonObject(schema) ? readArrayKeys(schema) : noKeys;
}
