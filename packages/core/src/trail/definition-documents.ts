import type { PolicyDefinition } from '../policy/definition/definition.js';
import { describeFields } from '../policy/definition/describe-fields.js';
import type { ArrayKeys } from '../policy/diff/diff.js';
import type { VersionHeader } from '../policy/version.js';
import type { PolicyStore } from '../storage/port.js';
import { canonicalJson } from '../values/canonical-json.js';
import type { JsonObject } from '../values/json.js';
import { sha256Hex } from '../values/sha256.js';
import { policyOf } from './stored-policy.js';

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

const schemaPrefix = '~schema/';

/** The policy that keeps a definition's documents. */
export function schemaPolicyId(name: string): string {
  return `${schemaPrefix}${name}`;
}

/** The request id of a definition's document: the same document is stored once. */
export function schemaRequestId({ contentHash }: Pick<DefinitionReference, 'contentHash'>): string {
  return `schema:${contentHash}`;
}

export function isSchemaPolicyId(policyId: string): boolean {
  return policyId.startsWith(schemaPrefix);
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
  const found = new Map<string, JsonObject>();
  const stored = new Set<string>();
  const find = async (reference: DefinitionReference): Promise<JsonObject | undefined> => {
    const document = found.get(referenceText(reference)) ?? (await readDocument(store, reference));
    if (document !== undefined) found.set(referenceText(reference), document);
    return document;
  };
  return {
    find,
    async keysOf(reference) {
      const document = reference === null ? undefined : await find(reference);
      return document === undefined ? noKeys : arrayKeysOf(document);
    },
    isStored: (reference) => stored.has(referenceText(reference)),
    markStored: (reference) => void stored.add(referenceText(reference)),
  };
}

/** One text for a reference, for maps. */
export function referenceText({ name, contentHash }: DefinitionReference): string {
  return `${name} ${contentHash}`;
}

async function readDocument(
  store: PolicyStore,
  { name, contentHash }: DefinitionReference,
): Promise<JsonObject | undefined> {
  const policyId = schemaPolicyId(name);
  for (let after = 0; ; after += pageSize) {
    const page = await store.readVersions({ policyId, after, limit: pageSize });
    const match = page.find((version) => version.contentHash === contentHash);
    if (match !== undefined) return policyOf(match);
    if (page.length < pageSize) return undefined;
  }
}

/** How the arrays of a policy are matched, as its definition's document says: field path → name of the key. */
export function arrayKeysOf(document: JsonObject): ArrayKeys {
  const schema = document['policy'];
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return noKeys;
  const keyed = describeFields(schema as JsonObject).filter((field) => field.key !== undefined);
  return Object.fromEntries(keyed.map((field) => [field.path, field.key as string]));
}
