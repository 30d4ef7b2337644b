import type { TableNames } from './names.js';
import type { SchemaObject } from './tables.js';

/**
 * What keeps versions and pins append-only, and heads moving forward. The insert triggers look for every key that
 * REPLACE, IGNORE or an upsert could run into, so that none of them rewrites or skips a row; they use no foreign key, so
 * they hold without them too. Each looks rows up by an index only. Whoever owns the file can drop them: the doctor
 * tells, and the chain shows what was changed.
 */
export function triggers(names: TableNames): readonly SchemaObject[] {
  const { versions, pins, heads } = names;
  return [
    trigger(names, 'versions_append', `BEFORE INSERT ON ${versions}`, versionsAppend(names)),
    trigger(names, 'versions_no_update', `BEFORE UPDATE ON ${versions}`, [refuse('versions are append-only')]),
    trigger(names, 'versions_no_delete', `BEFORE DELETE ON ${versions}`, [refuse('versions are append-only')]),
    trigger(names, 'pins_append', `BEFORE INSERT ON ${pins}`, pinsAppend(names)),
    trigger(names, 'pins_no_update', `BEFORE UPDATE ON ${pins}`, [refuse('pins are append-only')]),
    trigger(names, 'pins_no_delete', `BEFORE DELETE ON ${pins}`, [refuse('pins are append-only')]),
    trigger(names, 'heads_insert', `BEFORE INSERT ON ${heads}`, headsInsert(names)),
    trigger(names, 'heads_update', `BEFORE UPDATE ON ${heads}`, headsUpdate(names)),
    trigger(names, 'heads_no_delete', `BEFORE DELETE ON ${heads}`, [refuse('heads are kept')]),
  ];
}

/** How the refusal of a label that is in use begins. */
export const labelTaken = 'label is taken';

/** A trigger that runs the statements, named after the tables' prefix. */
export function trigger(names: TableNames, suffix: string, event: string, statements: readonly string[]): SchemaObject {
  const name = `${names.prefix}${suffix}`;
  return { type: 'trigger', name, sql: `CREATE TRIGGER "${name}" ${event} BEGIN\n  ${statements.join(';\n  ')};\nEND` };
}

/** A statement that aborts what fired the trigger; with `where` only if that holds. */
export function refuse(message: string, where?: string): string {
  return `SELECT RAISE(ABORT, 'policytrail: ${message}')${where === undefined ? '' : ` WHERE ${where}`}`;
}

// SQLite answers max() with the other columns of the row that has it, and with nulls where there is no row.
function versionsAppend({ versions }: TableNames): readonly string[] {
  const ofPolicy = `SELECT 1 FROM ${versions} WHERE policy_id = NEW.policy_id AND`;
  return [
    refuse(
      'version does not continue the chain',
      `(NEW.version - 1, NEW.previous_hash) IS NOT
    (SELECT ifnull(max(version), 0), hash FROM ${versions} WHERE policy_id = NEW.policy_id)`,
    ),
    refuse('request id is taken', `EXISTS (${ofPolicy} request_id = NEW.request_id)`),
    refuse(labelTaken, `NEW.label IS NOT NULL AND EXISTS (${ofPolicy} label = NEW.label)`),
    refuse('version is withdrawn', `NEW.withdraws IS NOT NULL AND EXISTS (${ofPolicy} withdraws = NEW.withdraws)`),
    refuse('rowid is taken', `EXISTS (SELECT 1 FROM ${versions} WHERE rowid = NEW.rowid)`),
  ];
}

function pinsAppend({ pins, versions }: TableNames): readonly string[] {
  const sameSubject = ['policy_id', 'subject_type', 'subject_id', 'subject_version'].map(
    (key) => `${key} = NEW.${key}`,
  );
  const sameVersion = 'policy_id = NEW.policy_id AND version = NEW.policy_version';
  return [
    refuse('subject is pinned', `EXISTS (SELECT 1 FROM ${pins} WHERE ${sameSubject.join(' AND ')})`),
    refuse('pinned version is not there', `NOT EXISTS (SELECT 1 FROM ${versions} WHERE ${sameVersion})`),
  ];
}

function headsInsert(names: TableNames): readonly string[] {
  const { heads } = names;
  return [
    refuse('policy has a head', `EXISTS (SELECT 1 FROM ${heads} WHERE policy_id = NEW.policy_id)`),
    refuse('head is not the newest version', isNotNewest(names)),
  ];
}

function headsUpdate(names: TableNames): readonly string[] {
  const movesBack = 'NEW.policy_id IS NOT OLD.policy_id OR NEW.version <= OLD.version';
  return [refuse('head only moves forward', movesBack), refuse('head is not the newest version', isNotNewest(names))];
}

function isNotNewest({ versions }: TableNames): string {
  return `(NEW.version, NEW.hash) IS NOT
    (SELECT max(version), hash FROM ${versions} WHERE policy_id = NEW.policy_id)`;
}
