import { type Finding, failed, findings, warning } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import { type TableNames, tablesOf } from '../schema/names.js';
import { type Check, type Look, texts } from './check.js';

/** Whether the role may what it needs, and no more. */
export function privilegeChecks({ names }: Connection): readonly Check[] {
  return [
    { id: 'privileges', look: (look) => neededFinding(look, names) },
    { id: 'role_split', look: (look) => tooMuchFinding(look, names) },
  ];
}

async function neededFinding(look: Look, names: TableNames): Promise<Finding> {
  const rows = await look(
    `SELECT p.privilege || ' on ' || t.name FROM unnest(?::text[]) AS t (name), (VALUES ('SELECT'), ('INSERT')) AS p (privilege)
     WHERE NOT has_table_privilege(t.name, p.privilege)
     UNION ALL
     SELECT 'UPDATE of version and hash on ' || h.name FROM (VALUES (?::text)) AS h (name)
     WHERE NOT (has_column_privilege(h.name, 'version', 'UPDATE') AND has_column_privilege(h.name, 'hash', 'UPDATE'))`,
    [tablesOf(names), names.heads],
  );
  return findings(
    texts(rows).map((privilege) => `the role lacks ${privilege}`),
    'the role may all that appending needs',
    failed,
  );
}

// Triggers stop even these; but who owns a table can disable its triggers.
async function tooMuchFinding(look: Look, names: TableNames): Promise<Finding> {
  const { payloads, violations, heads } = names;
  const kept = tablesOf(names).filter((table) => ![payloads, violations, heads].includes(table));
  const rows = await look(
    `SELECT 'is a superuser' FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolsuper
     UNION ALL
     SELECT 'owns ' || t.name FROM unnest(?::text[]) AS t (name) JOIN pg_catalog.pg_class AS c ON c.oid = t.name::regclass
     WHERE pg_has_role(current_user, c.relowner, 'USAGE')
     UNION ALL
     SELECT 'may ' || p.privilege || ' ' || t.name FROM unnest(?::text[]) AS t (name),
       (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('TRIGGER')) AS p (privilege)
     WHERE has_table_privilege(t.name, p.privilege)`,
    [tablesOf(names), kept],
  );
  return findings(
    texts(rows).map((power) => `the role ${power}`),
    'the role may neither change nor delete what is recorded',
    (message) => warning(`${message}: give the application a role of its own, see \`grantSql\``),
  );
}
