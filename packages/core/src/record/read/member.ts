import { type Actor, readActor } from '../../policy/actor.js';
import { isJsonObject } from '../../policy/definition/json-object.js';
import type { VersionHeader } from '../../policy/version.js';
import { invalidArgument, type PolicytrailError } from '../../values/error.js';
import { assertText } from '../../values/id.js';
import { type Instant, isInstant } from '../../values/instant.js';
import type { JsonObject, JsonValue } from '../../values/json.js';

// Each reads one member of parsed JSON and throws `invalid_argument` where it is not what it should be.

const hexSha256 = /^[0-9a-f]{64}$/;

export function readObject(record: JsonObject, member: string): JsonObject {
  const value = record[member];
  if (isJsonObject(value)) return value;
  throw wrongMember(member, 'an object');
}

/** A list, each item read by `read`, which gets objects only. */
export function readObjects<Item>(
  record: JsonObject,
  member: string,
  read: (item: JsonObject) => Item,
): readonly Item[] {
  const value = record[member];
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw wrongMember(member, 'a list of objects');
  return value.map(read);
}

export function readTexts(record: JsonObject, member: string): readonly string[] {
  const value = record[member];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw wrongMember(member, 'a list of texts');
}

export function readText(record: JsonObject, member: string): string {
  const value = record[member];
  if (typeof value === 'string') return value;
  throw wrongMember(member, 'text');
}

export function readFlag(record: JsonObject, member: string): boolean {
  const value = record[member];
  if (typeof value === 'boolean') return value;
  throw wrongMember(member, 'true or false');
}

export function readWholeNumber(record: JsonObject, member: string): number {
  const value = record[member];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrongMember(member, 'a whole number');
}

/** 64 lower-case hex digits. */
export function readHash(record: JsonObject, member: string): string {
  const value = record[member];
  if (typeof value === 'string' && hexSha256.test(value)) return value;
  throw wrongMember(member, '64 hex digits');
}

export function readInstant(record: JsonObject, member: string): Instant {
  const value = record[member];
  if (isInstant(value)) return value;
  throw wrongMember(member, 'an instant of 24 characters');
}

export function readWord<Word extends string>(record: JsonObject, member: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === record[member]);
  if (found !== undefined) return found;
  throw wrongMember(member, `one of ${words.join(', ')}`);
}

export function readNullable<Value, Member extends string>(
  record: JsonObject,
  member: Member,
  read: (record: JsonObject, member: Member) => Value,
): Value | null {
  return record[member] === null ? null : read(record, member);
}

export function readActorOrNull(record: JsonObject, member: string): Actor | null {
  return record[member] === null ? null : readActor(readObject(record, member) as unknown as Actor);
}

/** What is known by name and content: a definition, a template. */
export function readNamed(value: JsonObject): NonNullable<VersionHeader['schema']> {
  const name: JsonValue | undefined = value['name'];
  assertText('name', name, { minLength: 1, maxLength: 100, lines: 'one' });
  return { name, contentHash: readHash(value, 'contentHash') };
}

export function wrongMember(member: string, wanted: string): PolicytrailError<'invalid_argument'> {
  return invalidArgument(`\`${member}\` must be ${wanted}`, { argument: member });
}
