import type { Kind } from '../value/value.js';

/** What is known of a value before it is there. */
export interface Type {
  /** `dyn`: anything, found out when it runs. */
  readonly kind: Kind | 'dyn';
  /** Null as well. */
  readonly isNullable: boolean;
  /** Text of a document at this place is a number. */
  readonly isDecimalText: boolean;
  /** Of a list: at an index (tuples differ by place), or anywhere. */
  item(index?: number): Type;
  /** Of a map; undefined where it can have no such member. */
  member(name: string): Type | undefined;
  /** The members that are known by name. */
  memberNames(): readonly string[];
}

export const dyn: Type = {
  kind: 'dyn',
  isNullable: true,
  isDecimalText: false,
  item: () => dyn,
  member: () => dyn,
  memberNames: () => [],
};

const nullType: Type = typeOf('null', true);
export const booleanType: Type = typeOf('boolean');
export const numberType: Type = typeOf('number');
export const textType: Type = typeOf('text');
export const timestampType: Type = typeOf('timestamp');
export const durationType: Type = typeOf('duration');
export const listType: Type = typeOf('list');
export const mapType: Type = typeOf('map');

const byKind: Readonly<Record<Kind, Type>> = {
  null: nullType,
  boolean: booleanType,
  number: numberType,
  text: textType,
  timestamp: timestampType,
  duration: durationType,
  list: listType,
  map: mapType,
};

// So that a bundle without expressions keeps none of it.
// @__NO_SIDE_EFFECTS__
function typeOf(kind: Kind, isNullable = false): Type {
  return { ...dyn, kind, isNullable };
}

/** The type that says no more than the kind. */
export function typeOfKind(kind: Kind): Type {
  return byKind[kind];
}

export function listOf(item: Type): Type {
  return { ...listType, item: () => item };
}

/** The type of what is one or the other. */
export function commonType(types: readonly Type[]): Type {
  const [first] = types;
  if (first === undefined) return dyn;
  if (types.every((type) => type === first)) return first;
  const present = types.filter(({ kind }) => kind !== 'null');
  const kinds = new Set(present.map(({ kind }) => kind));
  const [kind] = kinds;
  if (kind === undefined) return nullType;
  if (kinds.size > 1 || kind === 'dyn') return dyn;
  const isNullable = types.some((type) => type.isNullable);
  const item = kind === 'list' ? commonType(present.map((type) => type.item())) : dyn;
  return { ...typeOfKind(kind), isNullable, item: () => item };
}

/** True where a value of the type is surely of the kind, and never null. */
export function isSurely(type: Type, kind: Kind): boolean {
  return type.kind === kind && (!type.isNullable || kind === 'null');
}

const nouns: Readonly<Record<Kind | 'dyn', string>> = {
  null: 'null',
  boolean: 'a boolean',
  number: 'a number',
  text: 'text',
  timestamp: 'a timestamp',
  duration: 'a duration',
  list: 'a list',
  map: 'a map',
  dyn: 'a value',
};

/** A kind in a sentence: `a number`, `text`. */
export function nounOf(kind: Kind | 'dyn'): string {
  return nouns[kind];
}
