import { invalidArgument } from '../driver/errors.js';

/** The tables of one store, as identifiers that are ready to stand in a statement. */
export interface TableNames {
  readonly prefix: string;
  readonly versions: string;
  readonly heads: string;
  readonly changes: string;
  readonly pins: string;
  readonly migrations: string;
}

export const defaultTablePrefix = 'policytrail_';

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
    migrations: `"${prefix}migrations"`,
  };
}
