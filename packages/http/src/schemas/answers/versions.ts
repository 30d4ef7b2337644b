import type {
  Actor,
  ChangeSummary,
  FieldChange,
  History,
  PlannedVersion,
  PolicyDiff,
  PolicyPage,
  PolicyVersion,
  SaveResult,
  VersionHeader,
  VersionOrigin,
  VersionSummary,
  WatchEvent,
} from '@policytrail/core';
import * as z from 'zod';
import { anyJson, anyObject, count, hash, instant, named, number, text } from './component.js';

const optional = z.exactOptional;
const person = { id: z.string(), name: optional(z.string()) };

export const actor: z.ZodType<Actor> = named(
  'Actor',
  z.strictObject({ ...person, kind: optional(z.string()), onBehalfOf: optional(z.strictObject(person)) }),
);

const place = { path: z.string(), field: z.string() };
const clipped = optional(z.literal(true));

export const fieldChange: z.ZodType<FieldChange> = named(
  'FieldChange',
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('added'), ...place, after: optional(anyJson), clipped }),
    z.strictObject({ kind: z.literal('removed'), ...place, before: optional(anyJson), clipped }),
    z.strictObject({
      kind: z.literal('changed'),
      ...place,
      before: optional(anyJson),
      after: optional(anyJson),
      clipped,
    }),
    z.strictObject({ kind: z.literal('moved'), ...place, from: z.string() }),
  ]),
);

const changeSummary: z.ZodType<ChangeSummary> = named(
  'ChangeSummary',
  z.strictObject({ total: count, fields: z.array(z.string()), first: z.array(fieldChange) }),
);

const origin: z.ZodType<VersionOrigin> = named(
  'VersionOrigin',
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('saved') }),
    z.strictObject({ type: z.literal('restored'), version: number }),
    z.strictObject({ type: z.literal('undone'), version: number }),
    z.strictObject({ type: z.literal('template'), name: z.string(), contentHash: hash }),
    z.strictObject({ type: z.literal('migrated') }),
    z.strictObject({ type: z.literal('imported') }),
    z.strictObject({ type: z.literal('merged') }),
  ]),
);

export const schemaReference: z.ZodType<VersionHeader['schema']> = z
  .strictObject({ name: z.string(), contentHash: hash })
  .nullable();

const header = {
  policyId: z.string(),
  version: number,
  requestId: z.string(),
  createdAt: instant,
  createdBy: actor.nullable(),
  changeNotes: text,
  label: text,
  title: text,
  effectiveAt: instant,
  withdraws: number.nullable(),
  origin,
  schema: schemaReference,
  contentHash: hash,
  previousHash: hash.nullable(),
  hash,
};

const versionHeader: z.ZodType<VersionHeader> = named('VersionHeader', z.strictObject(header));

export const policyVersion: z.ZodType<PolicyVersion> = named(
  'PolicyVersion',
  z.strictObject({ ...header, policy: anyObject }),
);

const versionSummary: z.ZodType<VersionSummary> = named(
  'VersionSummary',
  z.strictObject({ ...header, changes: changeSummary.nullable(), corrupt: optional(z.string()) }),
);

type Maybe<Value, Names extends keyof Value> = Omit<Value, Names> & Partial<Pick<Value, Names>>;

export const history: z.ZodType<Maybe<History, 'head' | 'current'>> = named(
  'History',
  z.strictObject({
    versions: z.array(versionSummary),
    total: count,
    head: optional(number),
    current: optional(number),
  }),
);

export const saveResult: z.ZodType<SaveResult> = named(
  'SaveResult',
  z.strictObject({
    status: z.enum(['saved', 'unchanged', 'already_saved']),
    version: policyVersion,
    pending: z.array(number),
    preview: optional(z.array(fieldChange)),
  }),
);

export const saveResults: z.ZodType<readonly SaveResult[]> = named('SaveResults', z.array(saveResult));

export const planned: z.ZodType<readonly PlannedVersion[]> = named(
  'PlannedVersions',
  z.array(z.strictObject({ version: versionHeader, overrules: z.array(number) })),
);

export const policyDiff: z.ZodType<PolicyDiff> = named(
  'PolicyDiff',
  z.strictObject({ policyId: z.string(), from: number, to: number, changes: z.array(fieldChange) }),
);

export const policyPage: z.ZodType<PolicyPage> = named(
  'PolicyPage',
  z.strictObject({
    policies: z.array(
      z.strictObject({ policyId: z.string(), head: number, createdAt: instant, changedAt: instant, title: text }),
    ),
    total: count,
  }),
);

export const watchEvent: z.ZodType<WatchEvent> = named(
  'WatchEvent',
  z.strictObject({ type: z.literal('versions'), policyId: z.string(), version: number }),
);
