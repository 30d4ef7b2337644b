import type { JsonValue } from '../../../values/json.js';
import { isText, readKeyword } from '../json-schema/keyword.js';
import type { Layers, Place } from '../json-schema/place.js';
import type { FieldMeta } from './field-meta.js';

type Options = NonNullable<FieldMeta['options']>;

/** The values that a place is confined to by `enum` and `const`, null apart; a choice's title is its label. */
export function readOptions({ layers, choices }: Place): Options | undefined {
  const own = confinedTo(layers);
  if (own !== undefined) return own.map((value) => ({ value, label: labelOf(value) }));
  if (choices.length === 0) return undefined;
  const options: Options[number][] = [];
  for (const choice of choices) {
    const values = confinedTo(choice);
    if (values === undefined) return undefined;
    const title = values.length === 1 ? readKeyword(choice, 'title', isText) : undefined;
    options.push(...values.map((value) => ({ value, label: title ?? labelOf(value) })));
  }
  return options;
}

function confinedTo(layers: Layers): readonly JsonValue[] | undefined {
  for (const { const: only, enum: values } of layers) {
    if (only !== undefined) return [only];
    if (Array.isArray(values)) return values.filter((value) => value !== null);
  }
  return undefined;
}

function labelOf(value: JsonValue): string {
  return isText(value) ? value : JSON.stringify(value);
}
