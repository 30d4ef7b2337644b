import { createHash } from 'node:crypto';

// The seals once more, in as few lines as they can be told: nothing of the package is used.

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** RFC 8785 by recursion: keys in UTF-16 order, scalars as JSON.stringify writes them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

interface NaiveActor {
  readonly id: string;
  readonly kind?: string;
  readonly onBehalfOf?: { readonly id: string };
}

export interface NaiveRecord {
  readonly [member: string]: unknown;
}

export function versionHash({ hash: _, policy: _policy, ...header }: NaiveRecord): string {
  return sha256(`policytrail/version/v1\n${canonical({ ...header, createdBy: sealed(header['createdBy']) })}`);
}

export function pinHash({ hash: _, policyVersion: _number, ...pin }: NaiveRecord): string {
  return sha256(`policytrail/pin/v1\n${canonical({ ...pin, pinnedBy: sealed(pin['pinnedBy']) })}`);
}

export function payloadHash({ salt, input, decision }: NaiveRecord): string {
  return sha256(`policytrail/payload/v1\n${salt}\n${canonical({ input, decision })}`);
}

export function evaluationHash(evaluation: NaiveRecord): string {
  const { hash: _, policyVersion: _number, policyLabel: _label, policyTitle: _title, ...rest } = evaluation;
  const { payload: _payload, erasure: _erasure, ...header } = rest;
  return sha256(`policytrail/evaluation/v1\n${canonical({ ...header, by: sealed(header['by']) })}`);
}

export function reviewHash({ hash: _, ...review }: NaiveRecord): string {
  return sha256(`policytrail/review/v1\n${canonical({ ...review, by: sealed(review['by']) })}`);
}

export function erasureHash({ hash: _, ...erasure }: NaiveRecord): string {
  return sha256(`policytrail/erasure/v1\n${canonical({ ...erasure, erasedBy: sealed(erasure['erasedBy']) })}`);
}

export function importId(
  { policyId, policy, createdAt, createdBy, changeNotes }: NaiveRecord,
  occurrence: number,
): string {
  const contentHash = sha256(canonical(policy));
  return `import:${sha256(canonical([policyId, createdAt, createdBy ?? null, changeNotes ?? null, contentHash, occurrence]))}`;
}

export function digestOf(lines: readonly string[]): string {
  return lines.reduce((digest, line) => sha256(digest + line), '');
}

function sealed(actor: unknown): unknown {
  if (actor === null) return null;
  const { id, kind = null, onBehalfOf } = actor as NaiveActor;
  return { id, kind, onBehalfOf: onBehalfOf === undefined ? null : { id: onBehalfOf.id } };
}
