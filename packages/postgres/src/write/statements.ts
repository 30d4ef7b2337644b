import { versionColumns } from '@policytrail/core/sql';
import { type Statement, statement } from '../driver/statement.js';
import type { TableNames } from '../schema/names.js';

const integers: ReadonlySet<string> = new Set(['version', 'withdraws', 'previous_version']);

/** What an append asks the database, beside the rows it inserts. */
export interface WriteStatements {
  readonly lockHeads: Statement;
  readonly makeHeads: Statement;
  readonly moveHeads: Statement;
  /** The same of one: planned once. */
  readonly moveHead: Statement;
  readonly notify: Statement;
  /** One version with its changed fields, which its head follows. */
  readonly insertNext: Statement;
  /** The same, all by itself, if the head is as expected and nobody has it locked; answers one row if so, else none. */
  readonly appendNext: Statement;
  /** The same, with those told who listen to a channel. */
  readonly appendNextTelling: Statement;
  readonly pins: Statement;
  readonly versionHash: Statement;
  readonly evaluationHash: Statement;
  readonly reviewHash: Statement;
  readonly erasureHash: Statement;
  readonly erasePayload: Statement;
  readonly eraseViolations: Statement;
}

export function writeStatements(names: TableNames, pinColumns: string): WriteStatements {
  const { versions, heads, pins, evaluations, payloads, violations, reviews, erasures } = names;
  const key = 'policy_id = ? AND evaluation_id = ?';
  const moveHead = `UPDATE ${heads} AS h SET version = v.version, hash = v.hash FROM v WHERE h.policy_id = v.policy_id`;
  const isExpected = `policy_id = ? AND version = ?::integer AND hash = ? AND ${isSetAsOurs}`;
  const expected = `SELECT ${versionMarks} FROM ${heads} WHERE ${isExpected} FOR UPDATE SKIP LOCKED`;
  const appendNext = `${insertNext(names, expected)}, m AS (${moveHead} RETURNING h.policy_id)`;
  return {
    // In the order of the ids, so that two batches never wait for each other.
    lockHeads: statement(
      `SELECT policy_id, version, hash FROM ${heads} WHERE policy_id = ANY (?::text[]) ORDER BY policy_id FOR UPDATE`,
    ),
    makeHeads: statement(
      `INSERT INTO ${heads} (policy_id, version, hash) SELECT id, 0, '' FROM unnest(?::text[]) AS ids (id) ORDER BY id ON CONFLICT DO NOTHING`,
    ),
    moveHeads: statement(
      `UPDATE ${heads} AS h SET version = n.version, hash = n.hash
       FROM unnest(?::text[], ?::integer[], ?::text[]) AS n (policy_id, version, hash) WHERE h.policy_id = n.policy_id`,
    ),
    moveHead: statement(`UPDATE ${heads} SET version = ?, hash = ? WHERE policy_id = ?`),
    notify: statement('SELECT pg_notify(?, id) FROM unnest(?::text[]) AS ids (id)'),
    insertNext: statement(`${insertNext(names, `VALUES (${versionMarks})`)} ${moveHead}`),
    appendNext: statement(`${appendNext} SELECT policy_id FROM m`),
    appendNextTelling: statement(`${appendNext} SELECT pg_notify(?, policy_id) FROM m`),
    pins: statement(
      `SELECT p.* FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS asked (policy_id, type, id, version)
       CROSS JOIN LATERAL (SELECT ${pinColumns} FROM ${pins} WHERE policy_id = asked.policy_id AND subject_type = asked.type
         AND subject_id = asked.id AND subject_version = asked.version OFFSET 0) AS p`,
    ),
    versionHash: statement(`SELECT hash FROM ${versions} WHERE policy_id = ? AND request_id = ?`),
    evaluationHash: statement(`SELECT hash FROM ${evaluations} WHERE policy_id = ? AND id = ?`),
    reviewHash: statement(`SELECT hash FROM ${reviews} WHERE ${key} AND sequence = ?`),
    erasureHash: statement(`SELECT hash FROM ${erasures} WHERE ${key}`),
    erasePayload: statement(`DELETE FROM ${payloads} WHERE ${key}`),
    eraseViolations: statement(`DELETE FROM ${violations} WHERE ${key}`),
  };
}

const versionMarks = versionColumns.replaceAll(/\w+/g, (column) => (integers.has(column) ? '?::integer' : '?'));

// As a transaction of ours would be: where the session is set otherwise, one has to be begun.
const isSetAsOurs =
  "current_setting('synchronous_commit') <> 'off' AND current_setting('transaction_isolation') = 'read committed'";

// The head is moved by the row `v` that comes of the insert, so after it.
function insertNext({ versions, changes }: TableNames, source: string): string {
  return `WITH v AS (INSERT INTO ${versions} (${versionColumns}) ${source} RETURNING policy_id, version, hash),
       c AS (INSERT INTO ${changes} (policy_id, path, version)
         SELECT v.policy_id, path, v.version FROM v CROSS JOIN unnest(?::text[]) AS changed (path))`;
}
