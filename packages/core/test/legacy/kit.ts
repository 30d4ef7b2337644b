import type { LegacyPolicyRow, LegacyRunRow, LegacySource } from '../../src/legacy.js';

/** A row of policies; shows only what matters. */
export function aPolicyRow(over: Partial<LegacyPolicyRow> = {}): LegacyPolicyRow {
  return {
    row: 'rowid 1',
    policyId: 'p',
    document: '{"budgetTokens":1000}',
    changedAt: '2025-10-01T10:00:00Z',
    rowsOfId: 1,
    ...over,
  };
}

export function aRunRow(over: Partial<LegacyRunRow> = {}): LegacyRunRow {
  return { row: 'rowid 1', runId: 'r', policyId: 'p', startedAt: '2025-10-02 16:00:00', rowsOfId: 1, ...over };
}

export interface LegacyRows {
  readonly policies?: readonly LegacyPolicyRow[];
  readonly runs?: readonly LegacyRunRow[];
  readonly pageSize?: number;
  /** Rows after which reading fails, as where the machine does. */
  readonly failsAfter?: number;
}

/** Rows that are in memory, read by pages as a database's. */
export function aSource({ policies = [], runs = [], pageSize = 2, failsAfter = Infinity }: LegacyRows): LegacySource {
  return {
    policies: { table: 'policies', columns: {}, pages: () => pagesOf(policies, pageSize, failsAfter) },
    runs: { table: 'runs', columns: {}, pages: () => pagesOf(runs, pageSize, Infinity) },
    close: async () => undefined,
  };
}

async function* pagesOf<Row>(
  rows: readonly Row[],
  pageSize: number,
  failsAfter: number,
): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += pageSize) {
    if (at >= failsAfter) throw new Error('the machine stopped');
    yield rows.slice(at, at + pageSize);
  }
}
