import { PolicytrailError } from '../../index.js';

/** The table of policies, default `policies`, and its columns; a column that is not named is guessed by the names that are usual. */
export interface LegacyPolicyTable {
  readonly table?: string;
  readonly id?: string;
  readonly document?: string;
  /** When the policy became what it is, as `updated_at`; never guessed to be a date of creation. */
  readonly changedAt?: string;
}

/** The table of runs, default `runs`, and its columns. */
export interface LegacyRunTable {
  readonly table?: string;
  readonly id?: string;
  readonly policyId?: string;
  readonly startedAt?: string;
}

/** Where the legacy policies and runs are; `runs: null` reads none. */
export interface LegacyTables {
  readonly policies?: LegacyPolicyTable;
  readonly runs?: LegacyRunTable | null;
}

/** The columns of a table of policies, as the table names them; null where there is none. */
export interface LegacyPolicyColumns {
  readonly id: string;
  readonly document: string;
  readonly changedAt: string | null;
}

export interface LegacyRunColumns {
  readonly id: string;
  readonly policyId: string;
  readonly startedAt: string | null;
}

const policyIdNames = ['policyid', 'projectid'];

// Compared without case and underscores; the first that is there.
const usual = {
  policies: {
    id: [...policyIdNames, 'id'],
    document: ['policyjson', 'policy', 'document', 'policydocument', 'config', 'settings', 'json', 'data', 'body'],
    changedAt: ['updatedat', 'modifiedat', 'changedat', 'lastmodified', 'lastupdated'],
  },
  runs: {
    id: ['runid', 'id'],
    policyId: policyIdNames,
    startedAt: ['startedat', 'starttime', 'startat', 'createdat'],
  },
} as const;

/** Chooses among the columns that a table of policies has. Throws `invalid_argument` for one that is not there or can't be guessed. */
export function legacyPolicyColumns(
  named: LegacyPolicyTable,
  table: string,
  columns: readonly string[],
): LegacyPolicyColumns {
  const choose = chooser(table, columns);
  return {
    id: required(choose('id', named.id, usual.policies.id), 'id', table, columns),
    document: required(choose('document', named.document, usual.policies.document), 'document', table, columns),
    changedAt: choose('changedAt', named.changedAt, usual.policies.changedAt),
  };
}

/** The same for a table of runs. */
export function legacyRunColumns(named: LegacyRunTable, table: string, columns: readonly string[]): LegacyRunColumns {
  const choose = chooser(table, columns);
  return {
    id: required(choose('id', named.id, usual.runs.id), 'id', table, columns),
    policyId: required(choose('policyId', named.policyId, usual.runs.policyId), 'policyId', table, columns),
    startedAt: choose('startedAt', named.startedAt, usual.runs.startedAt),
  };
}

type Choose = (what: string, named: string | undefined, usualNames: readonly string[]) => string | null;

function chooser(table: string, columns: readonly string[]): Choose {
  return (what, named, usualNames) => {
    if (named === undefined) return guessed(columns, usualNames);
    if (columns.includes(named)) return named;
    throw missing(what, `\`${table}\` has no column \`${named}\``, columns);
  };
}

function guessed(columns: readonly string[], usualNames: readonly string[]): string | null {
  const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();
  const found = usualNames.map((usualName) => columns.find((column) => plain(column) === usualName));
  return found.find((column) => column !== undefined) ?? null;
}

function required(column: string | null, what: string, table: string, columns: readonly string[]): string {
  if (column !== null) return column;
  throw missing(what, `which column of \`${table}\` is its ${what} can not be guessed: name it`, columns);
}

function missing(argument: string, message: string, columns: readonly string[]): Error {
  return new PolicytrailError(
    'invalid_argument',
    `${message}; it has ${columns.map((column) => `\`${column}\``).join(', ')}`,
    { argument },
  );
}
