import {
  assertPolicyId,
  canonicalJson,
  type Instant,
  isPolicytrailError,
  type JsonLimits,
  PolicytrailError,
  parseDocument,
  type SubjectKey,
  subjectKeyOf,
} from '../index.js';
import { findLegacyEnd, findLegacyInstant } from './legacy-instant.js';
import type { LegacyReason, Refusal } from './outcome.js';
import type { LegacyPolicyRow, LegacyRunRow, LegacyValue } from './tables/source.js';

/** How rows are read. */
export interface Reading {
  /** Put before the ids of policies. */
  readonly idPrefix: string;
  readonly subjectType: string;
  readonly limits: JsonLimits;
  readonly now: Instant;
}

/** A policy as its row has it. `changedAt` is null where the row has no date. */
export interface LegacyPolicy {
  readonly policyId: string;
  readonly policyJson: string;
  readonly changedAt: Instant | null;
}

export interface LegacyRun {
  readonly policyId: string;
  readonly subject: SubjectKey;
  readonly startedAt: Instant;
}

/** What a row holds, or why it can't be taken. */
export type Read<T> = { readonly value: T } | { readonly refusal: Refusal };

/** Reads a row of the table of policies. */
export function readPolicy(row: LegacyPolicyRow, reading: Reading): Read<LegacyPolicy> {
  return attempt(() => {
    const policyId = policyIdOf(row.policyId, reading);
    assertAlone(row.rowsOfId, 'this id');
    const text = textOf(row.document, 'document', 'the document');
    const policyJson = valid('document', () => canonicalJson(parseDocument(text, reading.limits), reading.limits));
    // As of the next millisecond: a run of the same one may have begun before.
    const changedAt = row.changedAt === null ? null : dateOf(row.changedAt, reading.now, findLegacyEnd);
    return { policyId, policyJson, changedAt };
  });
}

/** Reads a row of the table of runs. */
export function readRun(row: LegacyRunRow, reading: Reading): Read<LegacyRun> {
  return attempt(() => {
    const id = idText(row.runId, 'the id of the run');
    const subject = valid('id', () => subjectKeyOf({ type: reading.subjectType, id }));
    const policyId = policyIdOf(row.policyId, reading);
    assertAlone(row.rowsOfId, 'this run and policy');
    return { policyId, subject, startedAt: dateOf(row.startedAt, reading.now) };
  });
}

/** A value as a report names it. */
export function shownId(value: LegacyValue): string | null {
  return typeof value === 'string' ? value : null;
}

// What is wrong with a row is thrown with its reason as the argument.
function problem(reason: LegacyReason, message: string): PolicytrailError {
  return new PolicytrailError('invalid_argument', message, { argument: reason });
}

function attempt<T>(read: () => T): Read<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (!isPolicytrailError(error, 'invalid_argument')) throw error;
    return { refusal: { reason: error.details.argument as LegacyReason, message: error.message } };
  }
}

function policyIdOf(value: LegacyValue, { idPrefix }: Reading): string {
  const policyId = idPrefix + idText(value, 'the id of the policy');
  valid('id', () => assertPolicyId(policyId));
  return policyId;
}

// Asked for before a prefix would hide it.
function idText(value: LegacyValue, name: string): string {
  const text = textOf(value, 'id', name);
  if (text === '') throw problem('id', `${name} is empty`);
  return text;
}

function textOf(value: LegacyValue, reason: LegacyReason, name: string): string {
  if (typeof value === 'string') return value;
  throw problem(reason, value === null ? `${name} is NULL` : `${name} ${value.unreadable}`);
}

function dateOf(value: LegacyValue, now: Instant, find = findLegacyInstant): Instant {
  const text = textOf(value, 'date', 'the date');
  const at = find(text);
  if (at === undefined) throw problem('date', `the date \`${text.slice(0, 40)}\` is no instant that can be read`);
  if (at > now) throw problem('date', `the date ${at} lies in the future`);
  return at;
}

function assertAlone(rowsOfId: number, what: string): void {
  if (rowsOfId === 1) return;
  throw problem('duplicate', `${rowsOfId} rows have ${what}: which of them counts is not known`);
}

function valid<T>(reason: LegacyReason, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isPolicytrailError(error, 'invalid_argument')) throw problem(reason, error.message);
    throw error;
  }
}
