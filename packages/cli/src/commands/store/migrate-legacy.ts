import { isPolicytrailError, memoryStore } from '@policytrail/core';
import {
  type LegacyMigration,
  type LegacyMigrationOptions,
  type LegacyOutcome,
  type LegacySource,
  migrateLegacy,
} from '@policytrail/core/legacy';
import type { Command } from 'commander';
import { type LegacyFlags, openLegacy } from '../../database/legacy.js';
import { type OpenStore, openDatabase } from '../../database/open.js';
import { type DatabasePlace, placeOf } from '../../database/place.js';
import { exitCodes } from '../../failure.js';
import type { Host } from '../../host.js';
import { present } from '../../input/present.js';
import { legacyText } from '../../output/legacy/legacy-text.js';
import { type Answer, type GlobalOptions, printAnswer } from '../../session.js';
import { startProgress } from '../../terminal/progress.js';
import { examples } from '../examples.js';

interface MigrateLegacyFlags extends LegacyFlags {
  readonly idPrefix?: string;
  readonly subjectType?: string;
  readonly unchangedSince?: string;
  readonly dryRun?: true;
}

export function addMigrateLegacy(program: Command, host: Host): void {
  program
    .command('migrate-legacy')
    .summary('take policies of tables that were overwritten in place')
    .description(
      'Take policies that an application kept in a table and overwrote in place: each becomes version 1, by system, with a note. Runs are pinned to the version in force when they began, where that is known; those of an earlier time are listed. ' +
        'The legacy tables are only read. Interrupted or done again, it goes on where it was. Exit code 1 where a row was refused.',
    )
    .option('--from <database>', 'where the legacy tables are, else the database itself')
    .option('--legacy-schema <schema>', 'of Postgres: the schema of the legacy tables, else public')
    .option('--policies <table>', 'the table of policies, else policies')
    .option('--policy-id <column>', 'else guessed: policy_id, project_id, id')
    .option('--policy-json <column>', 'else guessed: policy_json, policy, document, …')
    .option('--changed-at <column>', 'since when it is so; else guessed: updated_at, modified_at, …')
    .option('--runs <table>', 'the table of runs, else runs, where there is one')
    .option('--no-runs', 'take no runs')
    .option('--run-id <column>', 'else guessed: run_id, id')
    .option('--run-policy-id <column>', 'else guessed: policy_id, project_id')
    .option('--started-at <column>', 'else guessed: started_at, start_time, created_at; without an offset it is UTC')
    .option('--id-prefix <text>', 'put before the ids of policies, e.g. project-')
    .option('--subject-type <type>', 'what runs are called as subjects, else run')
    .option('--unchanged-since <instant>', 'your word for policies without a date: since then they are what they are')
    .option('--dry-run', 'say what would become of every row, store nothing')
    .addHelpText(
      'after',
      examples(
        'policytrail migrate-legacy --db app.db --dry-run',
        'policytrail migrate-legacy --from postgres://app@db.example/app --policies budgets --policy-id project_id --db policies.db',
      ),
    )
    .action((flags: MigrateLegacyFlags, command: Command) => run({ host, command }, flags));
}

async function run(
  { host, command }: { readonly host: Host; readonly command: Command },
  flags: MigrateLegacyFlags,
): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const place = placeOf(options, host);
  const source = await openLegacy(flags.from === undefined ? place : placeOf({ db: flags.from }, host), flags);
  try {
    const store = await openTarget(place, { host, flags });
    try {
      await printAnswer(await migrate({ host, store, source }, flags), { host, options });
    } finally {
      await store.close();
    }
  } finally {
    await source.close();
  }
}

// A rehearsal needs no tables: where there are none, nothing is stored yet.
async function openTarget(
  place: DatabasePlace,
  { host, flags }: { readonly host: Host; readonly flags: MigrateLegacyFlags },
): Promise<OpenStore> {
  if (flags.dryRun !== true) return openDatabase(place, { access: 'create', host });
  try {
    return await openDatabase(place, { access: 'rehearse', host });
  } catch (error) {
    if (isPolicytrailError(error, 'store_unavailable') && error.details.reason === 'no_tables') return memoryStore();
    throw error;
  }
}

interface Work {
  readonly host: Host;
  readonly store: OpenStore;
  readonly source: LegacySource;
}

async function migrate({ host, store, source }: Work, flags: MigrateLegacyFlags): Promise<Answer> {
  const rows: LegacyOutcome[] = [];
  const progress = await startProgress(host, 'rows');
  const isTold = flags.dryRun === true ? () => true : isWorthTelling;
  try {
    const counts = await migrateLegacy({
      store,
      source,
      ...migrationOptions(flags),
      onProgress: progress.update,
      onRow: (outcome) => void (isTold(outcome) && rows.push(outcome)),
    });
    const value = { ...counts, columns: columnsOf(source), rows };
    return { value, text: () => legacyText(value), exitCode: refusedIn(counts) ? exitCodes.problem : exitCodes.ok };
  } finally {
    progress.stop();
  }
}

function migrationOptions({
  idPrefix,
  subjectType,
  unchangedSince,
  dryRun,
}: MigrateLegacyFlags): Partial<LegacyMigrationOptions> {
  return present({ idPrefix, subjectType, unchangedSince, dryRun });
}

// What was taken is counted, what was not is named.
function isWorthTelling({ reason }: LegacyOutcome): boolean {
  return reason !== null;
}

function columnsOf({ policies, runs }: LegacySource): object {
  const told = ({ table, columns }: LegacySource['policies'] | NonNullable<LegacySource['runs']>) => ({
    table,
    columns,
  });
  return { policies: told(policies), runs: runs === null ? null : told(runs) };
}

function refusedIn({ policies, runs }: LegacyMigration): boolean {
  return policies.refused + runs.refused > 0;
}
