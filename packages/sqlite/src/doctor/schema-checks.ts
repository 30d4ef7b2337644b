import type { DoctorCheck } from '@policytrail/core';
import { type Finding, failed, findings, ok } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import { readSchemaVersion, schemaObjects, schemaVersion } from '../schema/migrations.js';
import type { SchemaObject } from '../schema/tables.js';
import { check } from './check.js';

interface StoredObject {
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

/** Whether tables, indexes and triggers are there as this release made them. */
export function schemaChecks(connection: Connection): readonly DoctorCheck[] {
  return [
    check('schema_version', () => versionFinding(connection)),
    check('tables', () => objectsFinding(connection, 'table')),
    check('indexes', () => objectsFinding(connection, 'index')),
    check('triggers', () => triggersFinding(connection)),
  ];
}

function versionFinding({ database, names }: Connection): Finding {
  const found = readSchemaVersion(database, names);
  if (found === schemaVersion) return ok(`schema ${found}`);
  return failed(`the tables are of schema ${found}, this release knows ${schemaVersion}`);
}

function objectsFinding(connection: Connection, type: SchemaObject['type']): Finding {
  return findings(differences(connection, type), 'all there, as they were made', failed);
}

// A trigger of somebody else's on these tables could write behind the back of the trail.
function triggersFinding(connection: Connection): Finding {
  const { names } = connection;
  const expected = new Set(schemaObjects(names).map(({ name }) => name));
  const tables = schemaObjects(names).flatMap(({ type, name }) => (type === 'table' ? [name] : []));
  const foreign = stored(connection, 'trigger')
    .filter(({ name, tbl_name }) => tables.includes(tbl_name) && !expected.has(name))
    .map(({ name }) => `trigger \`${name}\` is not of this release`);
  return findings([...differences(connection, 'trigger'), ...foreign], 'all there, as they were made', failed);
}

function differences(connection: Connection, type: SchemaObject['type']): readonly string[] {
  const found = new Map(stored(connection, type).map(({ name, sql }) => [name, sql]));
  return schemaObjects(connection.names)
    .filter((object) => object.type === type && found.get(object.name) !== object.sql)
    .map(({ name }) => `${type} \`${name}\` ${found.has(name) ? 'was changed' : 'is missing'}`);
}

function stored({ database }: Connection, type: SchemaObject['type']): readonly StoredObject[] {
  return database.prepare('SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = ?').all(type) as StoredObject[];
}
