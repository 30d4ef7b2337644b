import type { TableNames } from './names.js';
import type { SchemaObject } from './tables.js';

/**
 * What keeps versions and pins append-only, and heads moving forward: also for the owner, and with
 * `session_replication_role = replica`, which switches ordinary triggers and foreign keys off. That a version continues the
 * chain is said by its keys. Whoever owns the tables can disable a trigger: the doctor tells, and the chain shows what was changed.
 */
export function triggers(names: TableNames): readonly SchemaObject[] {
  return [
    refusal(names),
    ...appendOnly(names, 'versions'),
    ...appendOnly(names, 'pins'),
    triggerFunction(names, 'heads_guard', headsGuard(names)),
    ...trigger(names, {
      name: 'heads_forward',
      table: 'heads',
      event: 'BEFORE INSERT OR UPDATE',
      runs: 'heads_guard()',
    }),
    ...refusing(names, 'heads', 'no_delete', 'BEFORE DELETE'),
    ...refusing(names, 'heads', 'no_truncate', 'BEFORE TRUNCATE'),
  ];
}

/** Triggers that refuse to change, to delete and to empty a table. */
export function appendOnly(names: TableNames, table: string): readonly SchemaObject[] {
  return [
    ...refusing(names, table, 'no_update', 'BEFORE UPDATE'),
    ...refusing(names, table, 'no_delete', 'BEFORE DELETE'),
    ...refusing(names, table, 'no_truncate', 'BEFORE TRUNCATE'),
  ];
}

/** A trigger that refuses what fires it. */
export function refusing(names: TableNames, table: string, suffix: string, event: string): readonly SchemaObject[] {
  return trigger(names, { name: `${table}_${suffix}`, table, event, runs: `refuse('${table}')` });
}

interface TriggerSpec {
  readonly name: string;
  readonly table: string;
  /** E.g. `BEFORE DELETE`. */
  readonly event: string;
  /** The function's name without its prefix, with its arguments. */
  readonly runs: string;
  /** Of a trigger that runs once a statement: the name of the rows it sees. */
  readonly rows?: string;
}

/** A trigger that always fires, named after the tables' prefix. */
export function trigger(names: TableNames, { name, table, event, runs, rows }: TriggerSpec): readonly SchemaObject[] {
  const { schema, prefix } = names;
  const [quoted, on] = [`"${prefix}${name}"`, `${schema}."${prefix}${table}"`];
  const [called, given] = runs.split('(');
  const each = rows === undefined && !event.endsWith('TRUNCATE') ? 'FOR EACH ROW' : 'FOR EACH STATEMENT';
  const seeing = rows === undefined ? '' : ` REFERENCING NEW TABLE AS ${rows}`;
  const sql = `CREATE TRIGGER ${quoted} ${event} ON ${on}${seeing} ${each} EXECUTE FUNCTION ${schema}."${prefix}${called}"(${given};
ALTER TABLE ${on} ENABLE ALWAYS TRIGGER ${quoted}`;
  return [{ type: 'trigger', name: `${prefix}${name}`, on: `${prefix}${table}`, sql }];
}

/** A function for triggers; whatever `search_path` a session has set, it calls what Postgres means. */
export function triggerFunction({ schema, prefix }: TableNames, name: string, body: string): SchemaObject {
  const sql = `CREATE FUNCTION ${schema}."${prefix}${name}"() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $policytrail$${body}$policytrail$`;
  return { type: 'function', name: `${prefix}${name}`, sql };
}

/** A statement of a trigger's function that aborts what fired it where the condition holds. */
export function refuseWhere(condition: string, message: string): string {
  return `IF ${condition} THEN
    RAISE EXCEPTION 'policytrail: ${message}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;`;
}

function refusal(names: TableNames): SchemaObject {
  return triggerFunction(
    names,
    'refuse',
    `
BEGIN
  RAISE EXCEPTION 'policytrail: % are append-only', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END`,
  );
}

// Version 0 is a row to lock, before there is a version.
function headsGuard({ versions }: TableNames): string {
  const isNewest = `EXISTS (SELECT 1 FROM ${versions} WHERE policy_id = NEW.policy_id AND version = NEW.version AND hash = NEW.hash)
    AND NOT EXISTS (SELECT 1 FROM ${versions} WHERE policy_id = NEW.policy_id AND version = NEW.version + 1)`;
  return `
BEGIN
  IF TG_OP = 'INSERT' AND NEW.version = 0 AND NEW.hash = '' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    ${refuseWhere('NEW.policy_id <> OLD.policy_id OR NEW.version <= OLD.version', 'head only moves forward')}
  END IF;
  ${refuseWhere(`NOT (${isNewest})`, 'head is not the newest version')}
  RETURN NEW;
END`;
}
