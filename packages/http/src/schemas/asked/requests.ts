import * as z from 'zod';
import type { RemoteOperation } from '../../operations/operations.js';
import * as given from './arguments.js';

/** Most policies to save, or inputs to judge, in one request. */
const largestBatch = 1_000;
const { policyId, by } = given;
const optional = z.exactOptional;

const writing = { by: optional(by), changeNotes: optional(given.longText), requestId: optional(given.requestId) };
const expecting = {
  ...writing,
  expectedVersion: optional(
    given.versionOrNone.meta({ description: 'The head that was seen, 0 for none. Also as the header If-Match' }),
  ),
};
const restoring = {
  ...expecting,
  label: optional(given.shortText),
  title: optional(given.shortText),
  allowUnchanged: optional(z.boolean()),
};
const saving = { policyId, policy: given.document, ...restoring, effectiveAt: optional(given.instant) };
const dryRun = optional(z.boolean().meta({ description: 'Stores nothing; the answer says what would happen' }));

const evaluating = {
  policyId,
  input: given.anything,
  subject: optional(given.subject),
  version: optional(given.versionNumber),
  by: optional(by),
  id: optional(given.requestId),
};

const rejecting = {
  policyId,
  evaluationId: given.requestId,
  ruleIds: optional(z.array(given.shortText).max(1_000)),
  as: optional(given.shortText),
  by: optional(by),
  reason: optional(given.longText),
  requestId: optional(given.requestId),
};
const approving = {
  ...rejecting,
  expiresAt: optional(given.instant),
  upTo: optional(z.union([given.shortText, z.number()])),
};

const page = { limit: optional(given.pageSize) };
const range = { from: optional(given.instant), to: optional(given.instant) };
const importing = { maxBytes: optional(z.int().min(1).meta({ description: 'Most bytes after decompression' })) };

/** What each operation is asked with: all of it, and nothing else. */
export const requests: Readonly<Record<RemoteOperation, z.ZodObject>> = {
  policies: z.strictObject({
    prefix: optional(given.shortText),
    after: optional(given.shortText),
    ...page,
    includeInternal: optional(z.boolean()),
  }),
  permissions: z.strictObject({ policyId }),

  history: z.strictObject({
    policyId,
    ...page,
    before: optional(given.versionNumber),
    after: optional(given.versionOrNone),
    filter: optional(
      z.strictObject({
        text: optional(given.longText),
        author: optional(given.shortText),
        ...range,
        field: optional(given.longText),
      }),
    ),
  }),
  current: z.strictObject({ policyId }),
  inForce: z.strictObject({ policyId, at: given.instant }),
  version: z.strictObject({ policyId, version: given.versionNumber }),
  labelled: z.strictObject({ policyId, label: given.shortText }),
  planned: z.strictObject({ policyId }),
  diff: z.strictObject({ policyId, from: given.versionNumber, to: given.versionNumber }),
  definitionOf: z.strictObject({
    schema: z.strictObject({ name: z.string().min(1).max(400), contentHash: z.string().max(64) }),
  }),
  watch: z.strictObject({ policyId }),
  save: z.strictObject({ ...saving, dryRun }),
  saveMany: z.strictObject({ drafts: z.array(z.strictObject(saving)).max(largestBatch) }),
  restore: z.strictObject({ policyId, version: given.versionNumber, ...restoring, dryRun }),
  withdraw: z.strictObject({ policyId, version: given.versionNumber, ...expecting }),

  pinned: z.strictObject({ policyId, subject: given.subject }),
  pin: z.strictObject({ policyId, subject: given.subject, by: optional(by) }),

  evaluation: z.strictObject({ policyId, id: given.requestId }),
  evaluations: z.strictObject({
    policyId,
    ...page,
    before: optional(given.cursor),
    filter: optional(
      z.strictObject({
        subject: optional(given.subject),
        status: optional(z.enum(['approved', 'violation', 'indeterminate'])),
        ruleId: optional(given.shortText),
        policyVersion: optional(given.versionNumber),
        ...range,
      }),
    ),
  }),
  stale: z.strictObject({ policyId, ...page, before: optional(given.cursor) }),
  evaluate: z.strictObject({ ...evaluating, dryRun }),
  evaluateMany: z.strictObject({ requests: z.array(z.strictObject(evaluating)).max(largestBatch) }),
  reevaluate: z.strictObject({
    policyId,
    subject: given.subject,
    by: optional(by),
    input: optional(given.anything),
    version: optional(given.versionNumber),
    trigger: optional(z.enum(['request', 'policy', 'input', 'waiver', 'schedule'])),
    id: optional(given.requestId),
  }),
  explain: z.strictObject({
    policyId,
    subject: given.subject,
    evaluationId: optional(given.requestId),
    at: optional(given.instant),
    input: optional(given.anything),
  }),
  approve: z.strictObject(approving),
  reject: z.strictObject(rejecting),
  waive: z.strictObject(approving),
  revoke: z.strictObject(rejecting),
  erase: z.strictObject({
    policyId,
    subject: z.nullable(given.subject),
    evaluationId: optional(
      given.requestId.meta({ description: 'With null for the subject: an evaluation that has none' }),
    ),
    by: optional(by),
    reason: optional(given.longText),
  }),

  verify: z.strictObject({ policyId, checkpoint: optional(given.sealedHead) }),
  verifyAll: z.strictObject({ checkpoints: optional(z.record(policyId, given.sealedHead)) }),
  doctor: z.strictObject({}),
  exportArchive: z.strictObject({
    policyIds: optional(z.array(policyId).max(10_000)),
    gzip: optional(z.boolean().meta({ description: 'Default true' })),
  }),
  importArchive: z.strictObject(importing),
  importHistory: z.strictObject({ ...importing, allowUnchanged: optional(z.boolean()) }),
};
