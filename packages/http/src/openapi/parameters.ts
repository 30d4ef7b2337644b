import * as z from 'zod';

/** One name that a query may hold: a scalar, where it belongs in what is asked, and its JSON Schema. */
export interface QueryParameter {
  readonly name: string;
  readonly path: readonly string[];
  readonly type: 'string' | 'integer' | 'boolean';
  readonly isRequired: boolean;
  readonly schema: JsonSchema;
}

/** A JSON Schema (2020-12), as zod writes it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The names of a query that asks for what a schema describes, objects inside it by dotted names. */
export function queryParameters(request: z.ZodObject): readonly QueryParameter[] {
  return parametersOf(z.toJSONSchema(request, { io: 'input' }), [], true);
}

function parametersOf(schema: JsonSchema, path: readonly string[], isRequired: boolean): readonly QueryParameter[] {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    if (typeof member === 'boolean') return [];
    const place = [...path, name];
    const isNeeded = isRequired && required.includes(name);
    if (member.type === 'object') return parametersOf(member, place, isNeeded);
    return [{ name: place.join('.'), path: place, type: typeOf(member), isRequired: isNeeded, schema: member }];
  });
}

// What may be text or a number is text: all that is asked by a query is compared as text.
function typeOf({ type }: JsonSchema): QueryParameter['type'] {
  return type === 'integer' || type === 'boolean' ? type : 'string';
}
