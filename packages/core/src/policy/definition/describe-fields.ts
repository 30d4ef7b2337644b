import type { JsonObject } from '../../values/json.js';
import { inferDisplay } from './fields/display.js';
import { readExtension } from './fields/extension.js';
import type { FieldMeta } from './fields/field-meta.js';
import { humanizeSegment } from './fields/humanize.js';
import { readLimits } from './fields/limits.js';
import { readOptions } from './fields/options.js';
import { isText, isTrue, readKeyword } from './json-schema/keyword.js';
import { type NamedPlace, placesOf } from './json-schema/places.js';

/**
 * What a JSON Schema says to people: one entry for every place it names below the root, outer before inner, in the
 * order of its properties. Places more than 32 levels down and more than 5,000 in number are left out.
 */
export function describeFields(jsonSchema: JsonObject): readonly FieldMeta[] {
  return placesOf(jsonSchema).map(describe);
}

function describe(place: NamedPlace): FieldMeta {
  const { layers } = place;
  const inferred = inferDisplay(place);
  const options = inferred === 'boolean' ? undefined : readOptions(place);
  return compact({
    path: place.path,
    label: labelOf(place),
    description: readKeyword(layers, 'description', isText),
    display: options === undefined ? inferred : 'enum',
    options,
    ...readLimits(layers),
    required: place.isRequired ? true : undefined,
    readOnly: readKeyword(layers, 'readOnly', isTrue),
    ...readExtension(layers),
  });
}

// An item goes by the name of its list.
function labelOf({ layers, segment, outer }: NamedPlace): string {
  const title = readKeyword(layers, 'title', isText);
  if (title !== undefined) return title;
  if (segment !== '*') return humanizeSegment(segment);
  return outer === undefined ? '' : labelOf(outer);
}

type Loose<T> = { readonly [Key in keyof T]: T[Key] | undefined };

function compact(field: Loose<FieldMeta>): FieldMeta {
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as unknown as FieldMeta;
}
