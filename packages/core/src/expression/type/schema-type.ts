import type { JsonObject, JsonValue } from '../../values/json.js';
import type { Kind } from '../value/value.js';
import { alternativesOf, isArray, isJsonObject, type Layers } from './alternatives.js';
import { commonType, dyn, type Type } from './type.js';

type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const everyKind: readonly JsonKind[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

const known = new WeakMap<JsonObject, Type>();

/** The type of the values that a JSON Schema (draft 2020-12) allows; what it does not say is `dyn`. Schemas are taken for immutable: each is read once. */
export function schemaType(schema: JsonObject | undefined): Type {
  if (schema === undefined) return dyn;
  const type = known.get(schema) ?? typeOf(alternativesOf(schema, schema), schema);
  known.set(schema, type);
  return type;
}

function typeOf(alternatives: readonly Layers[], root: JsonObject): Type {
  const kinds = new Set(alternatives.flatMap((layers) => kindsOf(layers)));
  const having = (kind: JsonKind) => alternatives.filter((layers) => kindsOf(layers).includes(kind));
  const texts = having('string');
  const isDecimalText = texts.length > 0 && texts.every((layers) => layers.some(isDecimal));
  const names = new Set(having('object').flatMap((layers) => layers.flatMap((layer) => namesOf(layer))));
  // All members that no schema names have one type.
  const members = new Map<string | undefined, Type | undefined>();
  const items = new Map<number | undefined, Type>();
  return {
    kind: engineKind(kinds, isDecimalText),
    isNullable: kinds.has('null'),
    isDecimalText,
    item: (index) => {
      const place = index !== undefined && index < longestTuple(having('array')) ? index : undefined;
      const isTuple = index === undefined && longestTuple(having('array')) > 0;
      const known = items.get(isTuple ? -1 : place);
      if (known !== undefined) return known;
      const type = isTuple ? anyItemType(having('array'), root) : itemType(having('array'), place, root);
      items.set(isTuple ? -1 : place, type);
      return type;
    },
    member: (name) => {
      const key = names.has(name) ? name : undefined;
      if (!members.has(key)) members.set(key, memberType(having('object'), name, root));
      return members.get(key);
    },
    memberNames: () => [...names],
  };
}

function engineKind(kinds: ReadonlySet<JsonKind>, isDecimalText: boolean): Kind | 'dyn' {
  const found = new Set([...kinds].filter((kind) => kind !== 'null').map((kind) => engineKinds(isDecimalText)[kind]));
  if (found.size === 0) return kinds.has('null') ? 'null' : 'dyn';
  const [first = 'dyn'] = found;
  return found.size === 1 ? first : 'dyn';
}

function engineKinds(isDecimalText: boolean): Readonly<Record<JsonKind, Kind>> {
  const string = isDecimalText ? 'number' : 'text';
  return { null: 'null', boolean: 'boolean', number: 'number', string, array: 'list', object: 'map' };
}

function kindsOf(layers: Layers): readonly JsonKind[] {
  return everyKind.filter((kind) => layers.every((layer) => allows(layer, kind)));
}

function allows({ type, const: constant, enum: values }: JsonObject, kind: JsonKind): boolean {
  const named = isArray(type) ? type : [type];
  const allowsType =
    type === undefined || named.some((name) => name === kind || (name === 'integer' && kind === 'number'));
  const allowed = constant === undefined ? values : [constant];
  return allowsType && (!isArray(allowed) || allowed.some((value) => jsonKindOf(value) === kind));
}

function jsonKindOf(value: JsonValue): JsonKind {
  if (value === null) return 'null';
  return isArray(value) ? 'array' : (typeof value as JsonKind);
}

function isDecimal({ format }: JsonObject): boolean {
  return format === 'decimal';
}

function longestTuple(alternatives: readonly Layers[]): number {
  const tuples = alternatives.flat().map(({ prefixItems }) => (isArray(prefixItems) ? prefixItems.length : 0));
  return Math.max(0, ...tuples);
}

/** Of the items after a tuple's, or of those of a list, where there is no index. */
function itemType(alternatives: readonly Layers[], index: number | undefined, root: JsonObject): Type {
  const schemas = alternatives.map((layers) => {
    const own = layers.map(({ prefixItems, items }) => {
      const placed = index !== undefined && isArray(prefixItems) ? prefixItems[index] : undefined;
      return placed ?? items;
    });
    return { allOf: own.filter(isJsonObject) };
  });
  return schemas.length === 0 ? dyn : typeOf(alternativesOf({ anyOf: schemas }, root), root);
}

function anyItemType(alternatives: readonly Layers[], root: JsonObject): Type {
  const places = Array.from({ length: longestTuple(alternatives) }, (_, index) => itemType(alternatives, index, root));
  return commonType([...places, itemType(alternatives, undefined, root)]);
}

/** Undefined where no alternative can have the member. */
function memberType(alternatives: readonly Layers[], name: string, root: JsonObject): Type | undefined {
  const schemas = alternatives.map((layers) => memberSchema(layers, name)).filter((schema) => schema !== undefined);
  if (alternatives.length > 0 && schemas.length === 0) return undefined;
  if (schemas.length === 0 || schemas.some((schema) => schema === true)) return dyn;
  return typeOf(alternativesOf({ anyOf: schemas }, root), root);
}

/** True where anything may stand; undefined where nothing can. */
function memberSchema(layers: Layers, name: string): JsonObject | true | undefined {
  const own = layers.flatMap(({ properties }) => {
    const schema = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isJsonObject(schema) ? [schema] : [];
  });
  if (own.length > 0) return { allOf: own };
  const further = layers.map(({ additionalProperties }) => additionalProperties).filter(isJsonObject);
  if (further.length > 0) return { allOf: further };
  return layers.some(isClosed) ? undefined : true;
}

// A schema that lists its properties means them all, unless it says otherwise.
function isClosed({ properties, additionalProperties, patternProperties }: JsonObject): boolean {
  if (additionalProperties === false) return true;
  return isJsonObject(properties) && additionalProperties === undefined && patternProperties === undefined;
}

function namesOf({ properties }: JsonObject): readonly string[] {
  return isJsonObject(properties) ? Object.keys(properties) : [];
}
