import type { JsonObject, JsonValue } from '@policytrail/core';
import * as z from 'zod';

/** The schemas that an OpenAPI document names. */
export const components: z.core.$ZodRegistry<{ id: string }> = z.registry<{ id: string }>();

/** A schema under a name of its own in the document. */
export function named<Value>(id: string, schema: z.ZodType<Value>): z.ZodType<Value> {
  components.add(schema, { id });
  return schema;
}

// What is in them the definition of a policy says: here they pass as they are.
export const anyJson: z.ZodType<JsonValue> = z.unknown() as unknown as z.ZodType<JsonValue>;
export const anyObject: z.ZodType<JsonObject> = z
  .unknown()
  .meta({ type: 'object', additionalProperties: true }) as unknown as z.ZodType<JsonObject>;

export const number: z.ZodInt = z.int().min(1);
export const count: z.ZodInt = z.int().min(0);
export const instant: z.ZodString = z.string().length(24).meta({ format: 'date-time' });
export const hash: z.ZodString = z.string().regex(/^[0-9a-f]{64}$/);
export const text: z.ZodNullable<z.ZodString> = z.string().nullable();
