import { type Finding, failed, findings, ok } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import { schemaObjects, schemaVersion } from '../schema/migrations.js';
import type { SchemaObject } from '../schema/tables.js';
import type { Check, Look, Row } from './check.js';

/** Whether tables, keys, indexes and triggers are there as this release made them. */
export function schemaChecks({ names }: Connection): readonly Check[] {
  const objects = schemaObjects(names);
  const of = (type: SchemaObject['type']): readonly SchemaObject[] => objects.filter((object) => object.type === type);
  const { schemaName } = names;
  return [
    { id: 'schema_version', look: (look) => versionFinding(look, names.migrations) },
    { id: 'tables', look: (look) => tablesFinding(look, schemaName, of('table')) },
    { id: 'constraints', look: (look) => constraintsFinding(look, schemaName, of('table')) },
    { id: 'indexes', look: (look) => indexesFinding(look, schemaName, of('index')) },
    { id: 'functions', look: (look) => functionsFinding(look, schemaName, of('function')) },
    { id: 'triggers', look: (look) => triggersFinding(look, schemaName, of('trigger'), of('table')) },
  ];
}

async function versionFinding(look: Look, table: string): Promise<Finding> {
  const [row] = await look(`SELECT coalesce(max(id), 0) AS id FROM ${table}`);
  const found = Number(row?.['id']);
  if (found === schemaVersion) return ok(`schema ${found}`);
  return failed(`the tables are of schema ${found}, this release knows ${schemaVersion}`);
}

// Each column stands on a line of its own: name, type, NOT NULL.
async function tablesFinding(look: Look, schema: string, tables: readonly SchemaObject[]): Promise<Finding> {
  const found = await stored(
    look,
    schema,
    `SELECT c.relname AS name, string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN l.collname = 'C' THEN ' COLLATE "C"' ELSE '' END
       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY a.attnum) AS value
     FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_catalog.pg_collation AS l ON l.oid = a.attcollation
     WHERE n.nspname = ? AND c.relkind IN ('r', 'p') GROUP BY c.relname`,
  );
  return compared(tables, found, columnsOf);
}

function columnsOf({ sql }: SchemaObject): string {
  const columns = sql.matchAll(/^ {2}(\w+ (?:text COLLATE "C"|text|integer)(?: NOT NULL)?)/gm);
  return [...columns].map(([, column]) => column).join(', ');
}

async function constraintsFinding(look: Look, schema: string, tables: readonly SchemaObject[]): Promise<Finding> {
  const found = await stored(
    look,
    schema,
    `SELECT o.conname AS name, o.convalidated AS value FROM pg_catalog.pg_constraint AS o
     JOIN pg_catalog.pg_namespace AS n ON n.oid = o.connamespace WHERE n.nspname = ?`,
  );
  const expected = tables.flatMap(({ sql }) => [...sql.matchAll(/CONSTRAINT "(\w+)"/g)]);
  const constraints = expected.map(([sql, name = '']) => ({ type: 'constraint', name, sql }));
  return compared(constraints, found, () => 'true');
}

async function indexesFinding(look: Look, schema: string, indexes: readonly SchemaObject[]): Promise<Finding> {
  const found = await stored(
    look,
    schema,
    `SELECT c.relname AS name, (i.indisvalid AND i.indisready) || ' ' || i.indisunique AS value
     FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
     JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = ?`,
  );
  return compared(indexes, found, ({ sql }) => `true ${sql.startsWith('CREATE UNIQUE')}`);
}

async function functionsFinding(look: Look, schema: string, functions: readonly SchemaObject[]): Promise<Finding> {
  const found = await stored(
    look,
    schema,
    `SELECT p.proname AS name, p.prosrc AS value FROM pg_catalog.pg_proc AS p
     JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = ?`,
  );
  return compared(functions, found, ({ sql }) => sql.split('$policytrail$')[1]);
}

// One that is not ENABLE ALWAYS sleeps under `session_replication_role = replica`; one of somebody else's could write
// behind the back of the trail.
async function triggersFinding(
  look: Look,
  schema: string,
  triggers: readonly SchemaObject[],
  tables: readonly SchemaObject[],
): Promise<Finding> {
  const rows = await look(
    `SELECT t.tgname AS name, c.relname AS table, t.tgenabled AS enabled, pg_get_triggerdef(t.oid) AS definition
     FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
     JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = ? AND NOT t.tgisinternal`,
    [schema],
  );
  const expected = new Map(triggers.map((trigger) => [trigger.name, trigger]));
  const ours = new Set(tables.map(({ name }) => name));
  const found = new Map(rows.map((row) => [String(row['name']), row]));
  const foreign = rows.filter((row) => ours.has(String(row['table'])) && !expected.has(String(row['name'])));
  return findings(
    [
      ...triggers.flatMap((trigger) => triggerProblem(trigger, found.get(trigger.name))),
      ...foreign.map((row) => `trigger \`${row['name']}\` is not of this release`),
    ],
    'all there, as they were made, and always enabled',
    failed,
  );
}

function triggerProblem({ name, on, sql }: SchemaObject, row: Row | undefined): readonly string[] {
  if (row === undefined || row['table'] !== on) return [`trigger \`${name}\` is missing`];
  if (row['enabled'] !== 'A') return [`trigger \`${name}\` is not always enabled`];
  const definition = String(row['definition']);
  const [, event] = /^CREATE TRIGGER \S+ (BEFORE|AFTER) /.exec(sql) ?? [];
  const [, called] = /EXECUTE FUNCTION \S+?\."(\w+)"/.exec(sql) ?? [];
  // Postgres leaves out a schema that the session looks in anyway.
  const calls = new RegExp(` EXECUTE FUNCTION (\\S+\\.)?"?${called}"?\\(`);
  const isOurs = definition.includes(` ${event} `) && calls.test(definition) && !definition.includes(' WHEN (');
  return isOurs ? [] : [`trigger \`${name}\` was changed`];
}

type Named = Pick<SchemaObject, 'name' | 'sql'> & { readonly type: string };

// What the database says of each thing of the schema, by its name.
async function stored(look: Look, schema: string, sql: string): Promise<ReadonlyMap<string, string>> {
  const rows = await look(sql, [schema]);
  return new Map(rows.map((row) => [String(row['name']), String(row['value'])]));
}

function compared<Item extends Named>(
  items: readonly Item[],
  found: ReadonlyMap<string, string>,
  expected: (item: Item) => string | undefined,
): Finding {
  const problems = items
    .filter((item) => found.get(item.name) !== expected(item))
    .map(({ type, name }) => `${type} \`${name}\` ${found.has(name) ? 'was changed' : 'is missing'}`);
  return findings(problems, 'all there, as they were made', failed);
}
