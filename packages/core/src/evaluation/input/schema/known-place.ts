import { type Layers, type Place, placeOf } from '../../../policy/definition/json-schema/place.js';
import type { JsonObject } from '../../../values/json.js';

const known = new WeakMap<JsonObject, WeakMap<JsonObject, Place>>();

/** As `placeOf`; the places of single schemas, which most are, are read once. Schemas are taken for immutable. */
export function knownPlaceOf(schemas: Layers, root: JsonObject): Place {
  const [schema] = schemas;
  if (schema === undefined || schemas.length > 1) return placeOf(schemas, root);
  const places = known.get(root) ?? new WeakMap<JsonObject, Place>();
  known.set(root, places);
  const place = places.get(schema) ?? placeOf(schemas, root);
  places.set(schema, place);
  return place;
}
