import type { JsonObject, JsonValue } from '../../../values/json.js';
import { isJsonObject } from '../json-object.js';
import { extensionKeyword, isText } from './keyword.js';
import type { Layers, Place } from './place.js';

/** A place within a place. */
export interface Member {
  /** A property's name, a tuple's index, or `*` for any item and any further property. */
  readonly segment: string;
  readonly schemas: Layers;
  readonly isRequired: boolean;
}

type Part = readonly [segment: string, schema: JsonValue | undefined];

/** The places directly below a place, in the order of the schema. */
export function membersOf({ layers, choices }: Place): readonly Member[] {
  const own = collect(layers);
  const chosen = choices.map(collect);
  const segments = new Set([own, ...chosen].flatMap((schemas) => [...schemas.keys()]));
  return [...segments].map((segment) => ({
    segment,
    schemas: [...(own.get(segment) ?? []), ...either(chosen.flatMap((schemas) => schemas.get(segment) ?? []))],
    isRequired:
      requires(layers, segment) || (choices.length > 0 && choices.every((choice) => requires(choice, segment))),
  }));
}

function collect(layers: Layers): ReadonlyMap<string, Layers> {
  const collected = new Map<string, Layers>();
  for (const layer of layers) {
    for (const [segment, schema] of partsOf(layer)) {
      if (isJsonObject(schema)) collected.set(segment, [...(collected.get(segment) ?? []), schema]);
    }
  }
  return collected;
}

function partsOf(schema: JsonObject): readonly Part[] {
  const { prefixItems, items, additionalProperties } = schema;
  return [
    ...propertiesOf(schema),
    ...(Array.isArray(prefixItems) ? prefixItems.map((item, index): Part => [`${index}`, item]) : []),
    ['*', items],
    // An empty schema says nothing of what it stands for.
    [
      '*',
      isJsonObject(additionalProperties) && Object.keys(additionalProperties).length > 0
        ? additionalProperties
        : undefined,
    ],
  ];
}

function propertiesOf({ properties, [extensionKeyword]: extension }: JsonObject): readonly Part[] {
  if (!isJsonObject(properties)) return [];
  const order = isJsonObject(extension) && Array.isArray(extension.propertyOrder) ? extension.propertyOrder : [];
  const listed = order.filter((name) => isText(name)).filter((name) => Object.hasOwn(properties, name));
  return [...new Set([...listed, ...Object.keys(properties)])].map((name) => [name, properties[name]]);
}

function either(schemas: Layers): Layers {
  return schemas.length < 2 ? schemas : [{ anyOf: schemas }];
}

function requires(layers: Layers, segment: string): boolean {
  return layers.some(({ required }) => Array.isArray(required) && required.includes(segment));
}
