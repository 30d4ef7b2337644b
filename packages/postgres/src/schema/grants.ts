import { quoted, type TablePlace, tableNames, tablesOf } from './names.js';

/** Roles that exist, by their names; what is not given is granted nothing. */
export interface GrantedRoles extends TablePlace {
  /** Saves, records, reviews, reads. */
  readonly application?: string;
  /** May erase what stands under an erasure, beside what the application may. */
  readonly eraser?: string;
  /** Reads the views alone. */
  readonly auditor?: string;
}

/**
 * The statements that let roles use the tables, for their owner to run after `migrate`. No role may update or delete what is
 * recorded: of the head rows, which writers lock, the application may move version and hash, and a trigger sees to it that
 * they only move forward.
 */
export function grantSql({ application, eraser, auditor, ...place }: GrantedRoles): string {
  const names = tableNames(place);
  const { schema, heads, payloads, violations, migrations, prefix } = names;
  const writing = (role: string): readonly string[] => [
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `GRANT SELECT, INSERT ON ${tablesOf(names).join(', ')} TO ${role}`,
    `GRANT UPDATE (version, hash) ON ${heads} TO ${role}`,
    `GRANT SELECT ON ${migrations} TO ${role}`,
  ];
  const statements = [
    ...(application === undefined ? [] : writing(quoted(application))),
    ...(eraser === undefined
      ? []
      : [...writing(quoted(eraser)), `GRANT DELETE ON ${payloads}, ${violations} TO ${quoted(eraser)}`]),
    ...(auditor === undefined
      ? []
      : [
          `GRANT USAGE ON SCHEMA ${schema} TO ${quoted(auditor)}`,
          `GRANT SELECT ON ${schema}."${prefix}history", ${schema}."${prefix}decisions" TO ${quoted(auditor)}`,
        ]),
  ];
  return statements.map((sql) => `${sql};\n`).join('');
}
