import {
  assertText,
  hubOf,
  type Instant,
  type JsonLimits,
  type PolicyStore,
  PolicytrailError,
  type Progress,
  parseInstant,
  type VersionHeader,
} from '../index.js';
import type { LegacyOutcome } from './outcome.js';
import { pinRuns, rehearseRuns } from './pin-runs.js';
import type { Reading } from './read-row.js';
import { rehearsePolicies, type Saving, savePolicies } from './save-policies.js';
import type { LegacySource } from './tables/source.js';

export interface LegacyMigrationOptions {
  readonly store: PolicyStore;
  readonly source: LegacySource;
  /** Says what would become of every row, and stores nothing. */
  readonly dryRun?: boolean;
  /** Put before the ids of policies, e.g. `project-`, or a tenant's prefix. Default none. */
  readonly idPrefix?: string;
  /** The type of the subjects that runs become. Default `run`. */
  readonly subjectType?: string;
  /**
   * Since when policies whose row has no date have been what they are, by your word. Default: the migration itself, so that no
   * earlier run is pinned to them.
   */
  readonly unchangedSince?: Instant | Date;
  /** Now, as 24 characters of UTC text. Default: the system's clock. */
  readonly clock?: () => Instant;
  /** Largest policy: default 1 MiB of UTF-8, 64 levels. */
  readonly limits?: JsonLimits;
  /** Called for every row, in the order in which they are read. */
  readonly onRow?: (outcome: LegacyOutcome) => void;
  /** Called after every page; `done` counts rows of both tables. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How many rows came to what. */
export interface LegacyMigration {
  readonly dryRun: boolean;
  readonly policies: {
    readonly rows: number;
    readonly saved: number;
    readonly alreadySaved: number;
    readonly skipped: number;
    readonly refused: number;
  };
  /** `unpinned`: what they ran under is not known. */
  readonly runs: {
    readonly rows: number;
    readonly pinned: number;
    readonly alreadyPinned: number;
    readonly unpinned: number;
    readonly refused: number;
  };
}

/**
 * Takes policies that were overwritten in place into a trail: each becomes version 1, by `system`, with a note that says so, unless
 * the trail has versions of it. Runs are pinned to the version that was in force when they began, where that is known. The legacy
 * tables are read only.
 *
 * A page of rows is one transaction. Interrupted or done again, it goes on where it was: what is stored is recognised by its
 * content and not stored twice. Rejects with `invalid_argument` for options that can't be, and as the store and the source do.
 */
export async function migrateLegacy(options: LegacyMigrationOptions): Promise<LegacyMigration> {
  const saving = readOptions(options);
  const tally = new Map<string, number>();
  let done = 0;
  const report = (outcomes: readonly LegacyOutcome[]): void => {
    for (const outcome of outcomes) {
      const key = `${outcome.table} ${outcome.status}`;
      tally.set(key, (tally.get(key) ?? 0) + 1);
      options.onRow?.(outcome);
    }
    done += outcomes.length;
    options.onProgress?.({ done });
  };
  const planned = await migratePolicies(options, saving, report);
  await migrateRuns(options, { ...saving, planned }, report);
  return migrationOf(options.dryRun === true, tally);
}

type Report = (outcomes: readonly LegacyOutcome[]) => void;

async function migratePolicies(
  { source, dryRun }: LegacyMigrationOptions,
  saving: Saving,
  report: Report,
): Promise<ReadonlyMap<string, VersionHeader>> {
  const planned = new Map<string, VersionHeader>();
  for await (const page of source.policies.pages()) {
    if (dryRun === true) {
      const rehearsal = await rehearsePolicies(saving, page);
      for (const version of rehearsal.planned) planned.set(version.policyId, version);
      report(rehearsal.outcomes);
      continue;
    }
    const outcomes = await savePolicies(saving, page);
    announce(saving.store, outcomes);
    report(outcomes);
  }
  return planned;
}

async function migrateRuns(
  { source, dryRun }: LegacyMigrationOptions,
  pinning: Parameters<typeof pinRuns>[0],
  report: Report,
): Promise<void> {
  if (source.runs === null) return;
  const take = dryRun === true ? rehearseRuns : pinRuns;
  for await (const page of source.runs.pages()) report(await take(pinning, page));
}

// Who watches a trail over this store hears of it, as of any version.
function announce(store: PolicyStore, outcomes: readonly LegacyOutcome[]): void {
  const hub = hubOf(store);
  for (const { status, policyId, version } of outcomes) {
    if (status !== 'saved' || policyId === null || version === null) continue;
    hub.announce({ type: 'versions', policyId, version });
  }
}

function readOptions(options: LegacyMigrationOptions): Saving {
  const { store, source, idPrefix = '', subjectType = 'run', limits = {} } = options;
  if (typeof store?.append !== 'function') throw badOption('store', 'store must be a policy store');
  assertText('idPrefix', idPrefix, { maxLength: 199, lines: 'one' });
  assertText('subjectType', subjectType, { minLength: 1, maxLength: 100, lines: 'one' });
  const now = parseInstant(options.clock?.() ?? new Date(), 'clock');
  const reading: Reading = { idPrefix, subjectType, limits, now };
  return { ...reading, store, table: source.policies.table, inForceFrom: inForceFrom(options.unchangedSince, now) };
}

function inForceFrom(unchangedSince: Instant | Date | undefined, now: Instant): Instant {
  if (unchangedSince === undefined) return now;
  const since = parseInstant(unchangedSince, 'unchangedSince');
  if (since <= now) return since;
  throw badOption('unchangedSince', `unchangedSince ${since} lies in the future`);
}

function badOption(argument: string, message: string): PolicytrailError {
  return new PolicytrailError('invalid_argument', message, { argument });
}

function migrationOf(dryRun: boolean, tally: ReadonlyMap<string, number>): LegacyMigration {
  const of = (table: LegacyOutcome['table'], status: LegacyOutcome['status']): number =>
    tally.get(`${table} ${status}`) ?? 0;
  const rowsOf = (table: LegacyOutcome['table']): number =>
    [...tally].filter(([key]) => key.startsWith(`${table} `)).reduce((sum, [, count]) => sum + count, 0);
  return {
    dryRun,
    policies: {
      rows: rowsOf('policies'),
      saved: of('policies', 'saved'),
      alreadySaved: of('policies', 'already_saved'),
      skipped: of('policies', 'skipped'),
      refused: of('policies', 'refused'),
    },
    runs: {
      rows: rowsOf('runs'),
      pinned: of('runs', 'pinned'),
      alreadyPinned: of('runs', 'already_pinned'),
      unpinned: of('runs', 'unpinned'),
      refused: of('runs', 'refused'),
    },
  };
}
