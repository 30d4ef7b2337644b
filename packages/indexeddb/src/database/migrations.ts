interface IndexShape {
  readonly table: string;
  readonly name: string;
  readonly keyPath: readonly string[];
  readonly isUnique?: true;
}

/** What one release adds to the database; the database's version is the number of the last one applied. */
export interface Migration {
  readonly name: string;
  readonly tables: readonly string[];
  readonly indexes: readonly IndexShape[];
}

const newestLast = ['evaluatedAt', 'id'];

/** In the order of releases; never changed once released. Rows without a member, or with null there, are in no index of it. */
export const migrations: readonly Migration[] = [
  {
    name: 'versions, pins, evaluations',
    tables: ['versions', 'documents', 'heads', 'pins', 'evaluations', 'payloads', 'violations', 'reviews', 'erasures'],
    indexes: [
      { table: 'versions', name: 'request', keyPath: ['policyId', 'requestId'], isUnique: true },
      { table: 'versions', name: 'label', keyPath: ['policyId', 'label'], isUnique: true },
      { table: 'versions', name: 'effective', keyPath: ['policyId', 'effectiveAt', 'version'] },
      { table: 'versions', name: 'withdraws', keyPath: ['policyId', 'withdraws'] },
      { table: 'evaluations', name: 'time', keyPath: ['policyId', ...newestLast] },
      { table: 'evaluations', name: 'subject', keyPath: ['policyId', 'subject.type', 'subject.id', ...newestLast] },
      { table: 'evaluations', name: 'status', keyPath: ['policyId', 'status', ...newestLast] },
      { table: 'evaluations', name: 'version', keyPath: ['policyId', 'policyVersion', ...newestLast] },
      { table: 'violations', name: 'rule', keyPath: ['policyId', 'ruleId'] },
    ],
  },
  { name: 'losses', tables: ['losses'], indexes: [] },
];

/** Applies what is missing, within the upgrade that the browser has begun. */
export function migrate(transaction: IDBTransaction, all: readonly Migration[], applied: number): void {
  for (const { tables, indexes } of all.slice(applied)) {
    for (const table of tables) transaction.db.createObjectStore(table);
    for (const { table, name, keyPath, isUnique } of indexes) {
      transaction.objectStore(table).createIndex(name, keyPath, { unique: isUnique === true });
    }
  }
}

/** The tables and indexes (`versions.label`) that migrations made and the database lacks; `within` an upgrade, where one is under way. */
export function missingParts(
  database: IDBDatabase,
  applied: readonly Migration[],
  within?: IDBTransaction,
): readonly string[] {
  const { objectStoreNames: present } = database;
  const missing = applied.flatMap(({ tables }) => tables.filter((table) => !present.contains(table)));
  if (missing.length > 0) return missing;
  const transaction = within ?? database.transaction(present);
  return applied.flatMap(({ indexes }) =>
    indexes
      .filter(({ table, name }) => !transaction.objectStore(table).indexNames.contains(name))
      .map(({ table, name }) => `${table}.${name}`),
  );
}
