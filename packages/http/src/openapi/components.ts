import * as z from 'zod';
import { components } from '../schemas/answers/component.js';
import type { JsonSchema } from './parameters.js';

const place = (id: string): string => `#/components/schemas/${id}`;

/** The schemas of all answers, by their names. What a later release adds to them does not break them. */
export function componentSchemas(): Readonly<Record<string, JsonSchema>> {
  const { schemas } = z.toJSONSchema(components, { uri: place, override: ({ jsonSchema }) => leaveOpen(jsonSchema) });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]));
}

/** A reference to an answer's schema. */
export function referenceTo(answer: z.ZodType): { readonly $ref: string } {
  const id = components.get(answer)?.id;
  if (id === undefined) throw new TypeError('an answer has no name');
  return { $ref: place(id) };
}

function leaveOpen(schema: JsonSchema): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
}
