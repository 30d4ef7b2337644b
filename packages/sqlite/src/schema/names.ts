import { invalidArgument } from '../driver/errors.js';

/** The tables of one store, as identifiers that are ready to stand in a statement. */
export interface TableNames {
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

const safePrefix = /^[a-z][a-z0-9_]{0,30}$/;

/** Throws `invalid_argument` for a prefix that is not a plain lower-case name of at most 31 characters. */
export function tableNames(prefix: string = defaultTablePrefix): TableNames {
  if (typeof prefix !== 'string' || !safePrefix.test(prefix)) {
    throw invalidArgument(`tablePrefix must match ${safePrefix.source}`, 'tablePrefix');
  }
  return {
    prefix,
    versions: `"${prefix}versions"`,
    heads: `"${prefix}heads"`,
    changes: `"${prefix}changes"`,
    pins: `"${prefix}pins"`,
    evaluations: `"${prefix}evaluations"`,
    payloads: `"${prefix}payloads"`,
    violations: `"${prefix}violations"`,
    reviews: `"${prefix}reviews"`,
    erasures: `"${prefix}erasures"`,
    migrations: `"${prefix}migrations"`,
  };
}

/** Every table that says something of a policy. */
export function tablesOf(names: TableNames): readonly string[] {
  const { versions, heads, changes, pins, evaluations, payloads, violations, reviews, erasures } = names;
  return [versions, heads, changes, pins, evaluations, payloads, violations, reviews, erasures];
}
