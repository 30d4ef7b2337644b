import { type Actor, readActor } from '../../../policy/actor.js';
import { versionTexts } from '../../../policy/version-texts.js';
import { readObject } from '../../../record/read/member.js';
import { canonicalJson } from '../../../values/canonical/canonical-json.js';
import type { Writing } from '../../../values/document/document-writer.js';
import { parseDocument } from '../../../values/document/parse-document.js';
import { invalidArgument } from '../../../values/error.js';
import { assertPolicyId, assertText } from '../../../values/id.js';
import { type Instant, parseInstant } from '../../../values/instant.js';
import type { JsonValue } from '../../../values/json.js';
import { sha256Hex } from '../../../values/sha256.js';
import type { TrailContext } from '../../context.js';
import { lineLimits } from '../format.js';

/** One line of a plain history: a policy as it was saved somewhere else. */
export interface HistoryRecord {
  readonly policyId: string;
  readonly writing: Writing;
  readonly contentHash: string;
  readonly createdAt: Instant;
  readonly createdBy: Actor | null;
  readonly changeNotes: string | null;
}

const members = new Set(['policyId', 'policy', 'createdAt', 'createdBy', 'changeNotes']);

/**
 * Reads a line of `policyId policy createdAt createdBy changeNotes`, the last two optional. Throws `invalid_argument`, also
 * for a date in the future.
 */
export function readHistoryRecord(context: TrailContext, text: string): HistoryRecord {
  const record = parseDocument(text, lineLimits(context.limits));
  const stranger = Object.keys(record).find((member) => !members.has(member));
  if (stranger !== undefined) throw invalidArgument(`unknown member \`${stranger}\``, { argument: stranger });
  const { policyId } = record;
  assertPolicyId(policyId);
  const writing = context.writePolicy(policyId, readObject(record, 'policy'));
  return {
    policyId,
    writing,
    contentHash: sha256Hex(writing.document.text),
    createdAt: pastInstant(record['createdAt'], context.clock()),
    createdBy: author(record['createdBy'] ?? null),
    changeNotes: notes(record['changeNotes'] ?? null),
  };
}

// No version is older than the one before it: all later ones of the policy would be dated as late.
function pastInstant(value: JsonValue | undefined, now: Instant): Instant {
  const at = parseInstant(value as string, 'createdAt');
  if (at <= now) return at;
  const message = `createdAt ${at} lies in the future, and every later version of its policy would be dated then`;
  throw invalidArgument(message, { argument: 'createdAt' });
}

/** `import:` and the hex SHA-256 of what the record says: the same record has the same id in every database. */
export function importRequestId(record: HistoryRecord, occurrence: number): string {
  const { policyId, createdAt, changeNotes, contentHash } = record;
  const createdBy = authorText(record.createdBy);
  return `import:${sha256Hex(canonicalJson([policyId, createdAt, createdBy, changeNotes, contentHash, occurrence]))}`;
}

// An actor of whom only the id is known is the same written as text or as an object.
function authorText(actor: Actor | null): Actor | string | null {
  return actor !== null && Object.keys(actor).length === 1 ? actor.id : actor;
}

function author(value: JsonValue): Actor | null {
  return value === null ? null : readActor(value as unknown as string | Actor);
}

function notes(value: JsonValue): string | null {
  if (value === null) return null;
  assertText('changeNotes', value, versionTexts.changeNotes);
  return value;
}
