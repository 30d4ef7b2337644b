import type { FieldMeta, JsonValue, PolicyTrail, VersionHeader } from '@policytrail/core';
import { describeFields } from '@policytrail/core';
import { isObject } from '../../input/file.js';
import { type FieldMap, fieldMapOf } from '../../output/fields/field-map.js';

/** Reads what the stored definitions say about fields, each definition once. */
export function fieldMapReader(trail: PolicyTrail): (version: Pick<VersionHeader, 'schema'>) => Promise<FieldMap> {
  const known = new Map<string | undefined, Promise<FieldMap>>();
  return ({ schema }) => {
    const map = known.get(schema?.contentHash) ?? readFieldMap(trail, schema);
    known.set(schema?.contentHash, map);
    return map;
  };
}

async function readFieldMap(trail: PolicyTrail, schema: VersionHeader['schema']): Promise<FieldMap> {
  const document = schema === null ? undefined : await trail.definitionOf({ schema });
  return fieldMapOf(fieldsOf(document?.['policy']));
}

function fieldsOf(schema: JsonValue | undefined): readonly FieldMeta[] {
  return isObject(schema) ? describeFields(schema) : [];
}
