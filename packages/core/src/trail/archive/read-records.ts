import { type Actor, readActor } from '../../policy/actor.js';
import { type Pin, subjectKeyOf } from '../../policy/pin.js';
import type { VersionHeader, VersionOrigin } from '../../policy/version.js';
import { versionTexts } from '../../policy/version-texts.js';
import { invalidArgument } from '../../values/error.js';
import { assertPolicyId, assertRequestId, assertText } from '../../values/id.js';
import { isInstant } from '../../values/instant.js';
import type { JsonObject, JsonValue } from '../../values/json.js';

const hexSha256 = /^[0-9a-f]{64}$/;

/** A version header out of parsed JSON. Throws `invalid_argument` for a member that is not what it should be. */
export function readVersionHeader(record: JsonObject): VersionHeader {
  assertPolicyId(record['policyId'], { internal: true });
  assertRequestId(record['requestId']);
  return {
    policyId: record['policyId'],
    version: wholeNumber(record, 'version'),
    requestId: record['requestId'],
    createdAt: instant(record, 'createdAt'),
    createdBy: actor(record, 'createdBy'),
    changeNotes: nullable(record, 'changeNotes', versionText),
    label: nullable(record, 'label', versionText),
    title: nullable(record, 'title', versionText),
    effectiveAt: instant(record, 'effectiveAt'),
    withdraws: nullable(record, 'withdraws', wholeNumber),
    origin: origin(record),
    schema: nullable(record, 'schema', schema),
    contentHash: hash(record, 'contentHash'),
    previousHash: nullable(record, 'previousHash', hash),
    hash: hash(record, 'hash'),
  };
}

/** A pin out of parsed JSON. Throws `invalid_argument`. */
export function readPin(record: JsonObject): Pin {
  const { type, id, version } = object(record, 'subject');
  assertPolicyId(record['policyId']);
  assertRequestId(record['versionRequestId']);
  return {
    policyId: record['policyId'],
    subject: subjectKeyOf({ type: type as string, id: id as string, version: version as string }),
    policyVersion: wholeNumber(record, 'policyVersion'),
    versionRequestId: record['versionRequestId'],
    contentHash: hash(record, 'contentHash'),
    pinnedAt: instant(record, 'pinnedAt'),
    pinnedBy: actor(record, 'pinnedBy'),
    hash: hash(record, 'hash'),
  };
}

/** The object under a member. Throws `invalid_argument` where it is anything else. */
export function object(record: JsonObject, member: string): JsonObject {
  const value = record[member];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw wrong(member, 'an object');
}

export function wholeNumber(record: JsonObject, member: string): number {
  const value = record[member];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrong(member, 'a whole number');
}

export function hash(record: JsonObject, member: string): string {
  const value = record[member];
  if (typeof value === 'string' && hexSha256.test(value)) return value;
  throw wrong(member, '64 hex digits');
}

function nullable<Value, Member extends string>(
  record: JsonObject,
  member: Member,
  read: (record: JsonObject, member: Member) => Value,
): Value | null {
  return record[member] === null ? null : read(record, member);
}

function versionText(record: JsonObject, member: keyof typeof versionTexts): string {
  const value: JsonValue | undefined = record[member];
  assertText(member, value, versionTexts[member]);
  return value;
}

function instant(record: JsonObject, member: string): string {
  const value = record[member];
  if (isInstant(value)) return value;
  throw wrong(member, 'an instant of 24 characters');
}

function actor(record: JsonObject, member: string): Actor | null {
  return record[member] === null ? null : readActor(object(record, member) as unknown as Actor);
}

function origin(record: JsonObject): VersionOrigin {
  const value = object(record, 'origin');
  const { type } = value;
  switch (type) {
    case 'saved':
    case 'migrated':
    case 'imported':
    case 'merged':
      return { type };
    case 'restored':
    case 'undone':
      return { type, version: wholeNumber(value, 'version') };
    case 'template':
      return { type, ...named(value) };
    default:
      throw wrong('origin', 'an origin this release knows');
  }
}

function schema(record: JsonObject, member: string): NonNullable<VersionHeader['schema']> {
  return named(object(record, member));
}

function named(value: JsonObject): { readonly name: string; readonly contentHash: string } {
  const name: JsonValue | undefined = value['name'];
  assertText('name', name, { minLength: 1, maxLength: 100, lines: 'one' });
  return { name, contentHash: hash(value, 'contentHash') };
}

function wrong(member: string, wanted: string): Error {
  return invalidArgument(`\`${member}\` must be ${wanted}`, { argument: member });
}
