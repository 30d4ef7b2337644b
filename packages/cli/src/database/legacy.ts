import type { LegacySource, LegacyTables } from '@policytrail/core/legacy';
import { present } from '../input/present.js';
import { badDatabase, type DatabasePlace } from './place.js';

/** The options that say where legacy tables are; `runs` is false by `--no-runs`, true where nothing was said. */
export interface LegacyFlags {
  readonly from?: string;
  readonly legacySchema?: string;
  readonly policies?: string;
  readonly policyId?: string;
  readonly policyJson?: string;
  readonly changedAt?: string;
  readonly runs?: string | boolean;
  readonly runId?: string;
  readonly runPolicyId?: string;
  readonly startedAt?: string;
}

/** Opens legacy tables for reading. */
export async function openLegacy(place: DatabasePlace, flags: LegacyFlags): Promise<LegacySource> {
  const tables = tablesOf(flags);
  if (place.kind === 'postgres') {
    const { openLegacyPostgres } = await import('@policytrail/postgres/legacy');
    return openLegacyPostgres(place.url, { ...tables, ...present({ schema: flags.legacySchema }) });
  }
  if (flags.legacySchema !== undefined) {
    throw badDatabase('--legacy-schema is for Postgres: a SQLite file has none', '--legacy-schema');
  }
  const { openLegacySqlite } = await import('@policytrail/sqlite/legacy');
  return openLegacySqlite(place.path, tables);
}

function tablesOf(flags: LegacyFlags): LegacyTables {
  const { policies, policyId, policyJson, changedAt, runs, runId, runPolicyId, startedAt } = flags;
  const named = typeof runs === 'string' ? runs : undefined;
  return {
    policies: present({ table: policies, id: policyId, document: policyJson, changedAt }),
    runs: runs === false ? null : present({ table: named, id: runId, policyId: runPolicyId, startedAt }),
  };
}
