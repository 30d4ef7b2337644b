import type { Pin, PinnedVersion, PinResult, SubjectKey } from '@policytrail/core';
import * as z from 'zod';
import { hash, instant, named, number } from './component.js';
import { actor, policyVersion } from './versions.js';

export const subjectKey: z.ZodType<SubjectKey> = named(
  'SubjectKey',
  z.strictObject({ type: z.string(), id: z.string(), version: z.string() }),
);

const pin: z.ZodType<Pin> = named(
  'Pin',
  z.strictObject({
    policyId: z.string(),
    subject: subjectKey,
    policyVersion: number,
    versionRequestId: z.string(),
    contentHash: hash,
    pinnedAt: instant,
    pinnedBy: actor.nullable(),
    hash,
  }),
);

export const pinResult: z.ZodType<PinResult> = named(
  'PinResult',
  z.strictObject({ status: z.enum(['pinned', 'already_pinned']), pin }),
);

export const pinnedVersion: z.ZodType<PinnedVersion> = named(
  'PinnedVersion',
  z.strictObject({ pin, version: policyVersion }),
);
