import { PolicytrailError } from '../../index.js';
import { type LegacyTables, legacyPolicyColumns, legacyRunColumns } from './columns.js';
import type { LegacySource, LegacyTable, LegacyValue } from './source.js';

/** A row with the values that were asked for. */
export interface LegacyRow {
  /** Where the row is, so that it can be found again. */
  readonly row: string;
  readonly values: Readonly<Record<string, LegacyValue>>;
  /** How many rows have the same identity. */
  readonly rowsOfId: number;
}

/** A table that is there, with its names as the database has them. */
export interface LegacyRelation {
  readonly name: string;
  readonly columns: readonly string[];
  /** All rows, by pages. `columns`: the values asked for. `identity`: those that together should stand in one row only. */
  readonly pages: (columns: LegacyTable['columns'], identity: readonly string[]) => AsyncIterable<readonly LegacyRow[]>;
}

/** How a database is looked at. */
export interface LegacyPlace {
  /** As messages call it, e.g. `the database`. */
  readonly name: string;
  readonly find: (table: string) => LegacyRelation | undefined | Promise<LegacyRelation | undefined>;
}

/** The tables of policies and runs in a database. Throws `invalid_argument` where a table or a column is not there or can't be guessed. */
export async function legacyTablesIn(
  place: LegacyPlace,
  { policies = {}, runs = {} }: LegacyTables,
): Promise<Pick<LegacySource, 'policies' | 'runs'>> {
  const table = await place.find(policies.table ?? 'policies');
  if (table === undefined) throw noTable(place, policies.table ?? 'policies', 'policies');
  const tableOfRuns = runs === null ? undefined : await place.find(runs.table ?? 'runs');
  if (tableOfRuns === undefined && runs?.table !== undefined) throw noTable(place, runs.table, 'runs');
  return {
    policies: policiesIn(table, policies),
    runs: tableOfRuns === undefined ? null : runsIn(tableOfRuns, runs ?? {}),
  };
}

function policiesIn(relation: LegacyRelation, named: NonNullable<LegacyTables['policies']>): LegacySource['policies'] {
  const columns = { ...legacyPolicyColumns(named, relation.name, relation.columns) };
  const read = ({ row, rowsOfId, values: { id = null, document = null, changedAt = null } }: LegacyRow) => {
    return { row, rowsOfId, policyId: id, document, changedAt };
  };
  return { table: relation.name, columns, pages: () => mapped(relation.pages(columns, ['id']), read) };
}

function runsIn(relation: LegacyRelation, named: NonNullable<LegacyTables['runs']>): NonNullable<LegacySource['runs']> {
  const columns = { ...legacyRunColumns(named, relation.name, relation.columns) };
  const read = ({ row, rowsOfId, values: { id = null, policyId = null, startedAt = null } }: LegacyRow) => {
    return { row, rowsOfId, runId: id, policyId, startedAt };
  };
  return { table: relation.name, columns, pages: () => mapped(relation.pages(columns, ['id', 'policyId']), read) };
}

async function* mapped<Row>(
  pages: AsyncIterable<readonly LegacyRow[]>,
  read: (row: LegacyRow) => Row,
): AsyncGenerator<readonly Row[]> {
  for await (const page of pages) yield page.map(read);
}

function noTable({ name }: LegacyPlace, table: string, argument: string): Error {
  return new PolicytrailError('invalid_argument', `${name} has no table \`${table}\``, { argument });
}
