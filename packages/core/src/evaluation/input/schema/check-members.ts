import { isJsonObject } from '../../../policy/definition/json-object.js';
import type { Layers } from '../../../policy/definition/json-schema/place.js';
import { isArray } from '../../../policy/diff/equal.js';
import type { PolicyIssue } from '../../../values/error.js';
import type { JsonArray, JsonObject, JsonValue } from '../../../values/json.js';
import { appendPointer } from '../../../values/json-pointer.js';
import type { LocatedValue } from './schema-check.js';

type CheckInner = (schemas: Layers, located: LocatedValue) => JsonValue;

/** A value with its members checked; scalars have none. */
export function checkMembers(
  layers: Layers,
  { value, path }: LocatedValue,
  checkInner: CheckInner,
  issues: PolicyIssue[],
): JsonValue {
  if (isArray(value)) return checkItems(layers, { value, path }, checkInner, issues);
  return isJsonObject(value) ? checkProperties(layers, { value, path }, checkInner, issues) : value;
}

function checkItems(
  layers: Layers,
  { value, path }: { readonly value: JsonArray; readonly path: string },
  checkInner: CheckInner,
  issues: PolicyIssue[],
): JsonArray {
  return value.map((item, index) => {
    const place = appendPointer(path, index);
    const schemas = layers.map(
      ({ prefixItems, items }) => (isArray(prefixItems) ? prefixItems[index] : undefined) ?? items,
    );
    if (schemas.includes(false)) issues.push({ path: place, message: 'is one item too many' });
    return checkInner(schemas.filter(isJsonObject), { value: item, path: place });
  });
}

function checkProperties(
  layers: Layers,
  { value, path }: { readonly value: JsonObject; readonly path: string },
  checkInner: CheckInner,
  issues: PolicyIssue[],
): JsonObject {
  const checked = Object.entries(value).map(([name, member]): readonly [string, JsonValue] => {
    const place = appendPointer(path, name);
    const schemas = schemasOf(layers, name);
    if (schemas === undefined) issues.push({ path: place, message: 'the schema would drop it' });
    return [name, checkInner(schemas ?? [], { value: member, path: place })];
  });
  const filled = requiredNames(layers)
    .filter((name) => !Object.hasOwn(value, name))
    .flatMap((name) => defaultFor(layers, name, { path, issues }));
  return Object.fromEntries([...checked, ...filled]);
}

/** What the layers say of a member; undefined where they know no such member and take no other. */
function schemasOf(layers: Layers, name: string): Layers | undefined {
  const named = layers.flatMap(({ properties }) => propertyOf(properties, name));
  if (named.length > 0) return named;
  if (layers.some(({ additionalProperties }) => additionalProperties === false)) return undefined;
  return layers.map(({ additionalProperties }) => additionalProperties).filter(isJsonObject);
}

function propertyOf(properties: JsonValue | undefined, name: string): Layers {
  if (!isJsonObject(properties) || !Object.hasOwn(properties, name)) return [];
  const schema = properties[name];
  return [isJsonObject(schema) ? schema : {}];
}

function requiredNames(layers: Layers): readonly string[] {
  const names = layers.flatMap(({ required }) => (isArray(required) ? required : []));
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** The default of a missing member, as the host's schema would fill it in; an issue where there is none. */
function defaultFor(
  layers: Layers,
  name: string,
  { path, issues }: { readonly path: string; readonly issues: PolicyIssue[] },
): readonly (readonly [string, JsonValue])[] {
  const schema = (schemasOf(layers, name) ?? []).find((schema) => Object.hasOwn(schema, 'default'));
  if (schema?.default !== undefined) return [[name, schema.default]];
  issues.push({ path: appendPointer(path, name), message: 'is missing' });
  return [];
}
