import { type Pin, subjectKeyOf } from '../../policy/pin.js';
import type { VersionHeader, VersionOrigin } from '../../policy/version.js';
import { versionTexts } from '../../policy/version-texts.js';
import {
  readActorOrNull,
  readHash,
  readInstant,
  readNamed,
  readNullable,
  readObject,
  readWholeNumber,
  wrongMember,
} from '../../record/read/member.js';
import { assertPolicyId, assertRequestId, assertText } from '../../values/id.js';
import type { JsonObject, JsonValue } from '../../values/json.js';

/** A version header out of parsed JSON. Throws `invalid_argument` for a member that is not what it should be. */
export function readVersionHeader(record: JsonObject): VersionHeader {
  assertPolicyId(record['policyId'], { internal: true });
  assertRequestId(record['requestId']);
  return {
    policyId: record['policyId'],
    version: readWholeNumber(record, 'version'),
    requestId: record['requestId'],
    createdAt: readInstant(record, 'createdAt'),
    createdBy: readActorOrNull(record, 'createdBy'),
    changeNotes: readNullable(record, 'changeNotes', versionText),
    label: readNullable(record, 'label', versionText),
    title: readNullable(record, 'title', versionText),
    effectiveAt: readInstant(record, 'effectiveAt'),
    withdraws: readNullable(record, 'withdraws', readWholeNumber),
    origin: origin(record),
    schema: readNullable(record, 'schema', (from, member) => readNamed(readObject(from, member))),
    contentHash: readHash(record, 'contentHash'),
    previousHash: readNullable(record, 'previousHash', readHash),
    hash: readHash(record, 'hash'),
  };
}

/** A pin out of parsed JSON. Throws `invalid_argument`. */
export function readPin(record: JsonObject): Pin {
  const { type, id, version } = readObject(record, 'subject');
  assertPolicyId(record['policyId']);
  assertRequestId(record['versionRequestId']);
  return {
    policyId: record['policyId'],
    subject: subjectKeyOf({ type: type as string, id: id as string, version: version as string }),
    policyVersion: readWholeNumber(record, 'policyVersion'),
    versionRequestId: record['versionRequestId'],
    contentHash: readHash(record, 'contentHash'),
    pinnedAt: readInstant(record, 'pinnedAt'),
    pinnedBy: readActorOrNull(record, 'pinnedBy'),
    hash: readHash(record, 'hash'),
  };
}

function versionText(record: JsonObject, member: keyof typeof versionTexts): string {
  const value: JsonValue | undefined = record[member];
  assertText(member, value, versionTexts[member]);
  return value;
}

function origin(record: JsonObject): VersionOrigin {
  const value = readObject(record, 'origin');
  const { type } = value;
  switch (type) {
    case 'saved':
    case 'migrated':
    case 'imported':
    case 'merged':
      return { type };
    case 'restored':
    case 'undone':
      return { type, version: readWholeNumber(value, 'version') };
    case 'template':
      return { type, ...readNamed(value) };
    default:
      throw wrongMember('origin', 'an origin this release knows');
  }
}
