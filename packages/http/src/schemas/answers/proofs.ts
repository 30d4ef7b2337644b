import type { ArchiveImport, DoctorReport, HistoryImport, TrailVerification, Verification } from '@policytrail/core';
import * as z from 'zod';
import { count, hash, named, number } from './component.js';

const head = z.strictObject({ version: number, hash });

const problem: z.ZodType<Verification['problems'][number]> = named(
  'VerificationProblem',
  z.strictObject({
    policyId: z.string(),
    version: number.nullable(),
    subject: z.exactOptional(z.string()),
    evaluationId: z.exactOptional(z.string()),
    kind: z.enum([
      'missing',
      'unreadable',
      'content',
      'hash',
      'link',
      'dates',
      'duplicate',
      'withdrawal',
      'changes',
      'head',
      'checkpoint',
      'pin',
      'evaluation',
      'payload',
      'review',
      'erasure',
    ]),
    message: z.string(),
  }),
);

const checked = {
  valid: z.boolean(),
  versions: count,
  pins: count,
  evaluations: count,
  reviews: count,
  problems: z.array(problem),
};

export const verification: z.ZodType<Omit<Verification, 'head'> & Partial<Pick<Verification, 'head'>>> = named(
  'Verification',
  z.strictObject({ ...checked, head: z.exactOptional(head) }),
);

export const trailVerification: z.ZodType<TrailVerification> = named(
  'TrailVerification',
  z.strictObject({ ...checked, policies: count, heads: z.record(z.string(), head) }),
);

export const doctorReport: z.ZodType<DoctorReport> = named(
  'DoctorReport',
  z.strictObject({
    store: z.string(),
    durable: z.boolean(),
    checks: z.array(
      z.strictObject({ id: z.string(), status: z.enum(['ok', 'warning', 'failed']), message: z.string() }),
    ),
  }),
);

const brought = z.strictObject({ appended: count, alreadyStored: count });

export const archiveImport: z.ZodType<ArchiveImport> = named(
  'ArchiveImport',
  z.strictObject({
    policies: count,
    versions: brought,
    pins: brought,
    evaluations: brought,
    reviews: brought,
    erasures: z.strictObject({ appended: count, alreadyStored: count, notApplied: count }),
  }),
);

export const historyImport: z.ZodType<HistoryImport> = named(
  'HistoryImport',
  z.strictObject({ records: count, policies: count, saved: count, unchanged: count, alreadySaved: count }),
);
