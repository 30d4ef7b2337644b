import type { Actor, EvaluationCursor, SealedHead, Subject } from '@policytrail/core';
import * as z from 'zod';

// What a text may hold, and how an instant is read, the trail says itself: these bound sizes, and describe.

const largestNumber = Number.MAX_SAFE_INTEGER;

export const policyId: z.ZodString = z
  .string()
  .min(1)
  .max(400)
  .meta({
    description: '1 to 200 characters; ids that begin with `~` are Policytrail’s own',
    examples: ['team/pricing'],
  });

export const versionNumber: z.ZodInt = z.int().min(1).max(largestNumber);

/** The head that was seen, 0 for none; or where a page begins. */
export const versionOrNone: z.ZodInt = z.int().min(0).max(largestNumber);

export const pageSize: z.ZodInt = z.int().min(1).max(500).meta({ description: 'Page size, default 50' });

export const instant: z.ZodString = z
  .string()
  .max(40)
  .meta({ format: 'date-time', description: 'RFC 3339, with an offset', examples: ['2025-10-03T09:15:00.000Z'] });

export const requestId: z.ZodString = z
  .string()
  .min(1)
  .max(128)
  .meta({ description: 'Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key' });

export const shortText: z.ZodString = z.string().max(400);
export const longText: z.ZodString = z.string().max(20_000).meta({ description: 'Up to 10,000 characters' });

const person = { id: z.string().min(1).max(400), name: z.exactOptional(shortText) };

/** Who acts. The handler's own `actor` says it: another than that is refused. */
export const by: z.ZodType<string | Actor> = z
  .union([
    shortText,
    z.strictObject({
      ...person,
      kind: z.exactOptional(shortText),
      onBehalfOf: z.exactOptional(z.strictObject(person)),
    }),
  ])
  .meta({ description: 'Best left out: it can’t be another than the one who asks' });

export const subject: z.ZodType<Subject> = z.strictObject({
  type: z.string().max(200),
  id: z.string().max(400),
  version: z.exactOptional(z.union([z.string().max(128), z.int()])),
});

/** Where a page of evaluations begins: the last of the page before. */
export const cursor: z.ZodType<EvaluationCursor> = z.strictObject({
  evaluatedAt: instant,
  id: requestId,
});

export const sealedHead: z.ZodType<SealedHead> = z.strictObject({
  version: versionNumber,
  hash: z.string().max(64),
});

/** Any JSON object: what is in it, the definition of the policy says. */
export const document: z.ZodUnknown = z.unknown().meta({ type: 'object', additionalProperties: true });

/** Any JSON value. */
export const anything: z.ZodUnknown = z.unknown();
