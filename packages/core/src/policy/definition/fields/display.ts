import { isJsonObject } from '../json-object.js';
import { decimalKeyword, isText, readKeyword } from '../json-schema/keyword.js';
import type { Layers, Place } from '../json-schema/place.js';
import type { FieldDisplay } from './field-meta.js';

/** How the values of a place are shown where its type says it; where one of several types holds, none does. */
export function inferDisplay({ layers, choices }: Place): FieldDisplay | undefined {
  const own = displayOf(layers);
  if (own !== undefined) return own;
  const [first, ...others] = new Set(choices.map(displayOf));
  return others.length === 0 ? first : undefined;
}

function displayOf(layers: Layers): FieldDisplay | undefined {
  const format = readKeyword(layers, 'format', isText);
  if (format === 'decimal' || readKeyword(layers, decimalKeyword, isJsonObject) !== undefined) return 'number';
  switch (typeOf(layers)) {
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'object':
    case 'array':
      return 'json';
    case 'string':
      return textDisplays.get(format ?? '') ?? 'text';
    default:
      return undefined;
  }
}

const textDisplays: ReadonlyMap<string, FieldDisplay> = new Map([
  ['date', 'date'],
  ['date-time', 'datetime'],
  ['duration', 'duration'],
]);

/** The one type that the layers name beside null. */
function typeOf(layers: Layers): string | undefined {
  for (const { type } of layers) {
    if (type === undefined) continue;
    const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
    const [only] = types;
    return types.length === 1 && only !== undefined && isText(only) ? only : undefined;
  }
  return undefined;
}
