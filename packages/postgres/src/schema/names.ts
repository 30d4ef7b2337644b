import { invalidArgument } from '../driver/errors.js';

/** Where the tables of one store are. */
export interface TablePlace {
  /** The schema of the tables: `^[a-z][a-z0-9_]{0,30}$`, default `public`. */
  readonly schema?: string;
  /** What the names of all tables begin with: `^[a-z][a-z0-9_]{0,30}$`, default `policytrail_`. */
  readonly tablePrefix?: string;
}

/** The tables of one store, as identifiers that are ready to stand in a statement. */
export interface TableNames {
  /** As a plain name, and quoted. */
  readonly schemaName: string;
  readonly schema: string;
  readonly prefix: string;
  readonly versions: string;
  readonly heads: string;
  readonly changes: string;
  readonly pins: string;
  readonly evaluations: string;
  readonly payloads: string;
  readonly violations: string;
  readonly reviews: string;
  readonly erasures: string;
  readonly migrations: string;
}

const defaultTablePrefix = 'policytrail_';
const defaultSchema = 'public';

const safeName = /^[a-z][a-z0-9_]{0,30}$/;

/** Throws `invalid_argument` for a name that is not plain, lower-case and of at most 31 characters. */
export function tableNames({
  schema = defaultSchema,
  tablePrefix: prefix = defaultTablePrefix,
}: TablePlace): TableNames {
  assertSafe(schema, 'schema');
  assertSafe(prefix, 'tablePrefix');
  const table = (name: string): string => `"${schema}"."${prefix}${name}"`;
  return {
    schemaName: schema,
    schema: `"${schema}"`,
    prefix,
    versions: table('versions'),
    heads: table('heads'),
    changes: table('changes'),
    pins: table('pins'),
    evaluations: table('evaluations'),
    payloads: table('payloads'),
    violations: table('violations'),
    reviews: table('reviews'),
    erasures: table('erasures'),
    migrations: table('migrations'),
  };
}

/** Every table that says something of a policy. */
export function tablesOf(names: TableNames): readonly string[] {
  const { versions, heads, changes, pins, evaluations, payloads, violations, reviews, erasures } = names;
  return [versions, heads, changes, pins, evaluations, payloads, violations, reviews, erasures];
}

/** A name that is there, as an identifier that is ready to stand in a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function assertSafe(name: string, argument: string): void {
  if (typeof name === 'string' && safeName.test(name)) return;
  throw invalidArgument(`${argument} must match ${safeName.source}`, argument);
}
