import { Command, Option, type OutputConfiguration } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addDecisions } from './commands/decisions/decisions.js';
import { addErase } from './commands/decisions/erase.js';
import { addEvaluate } from './commands/decisions/evaluate.js';
import { addExplain } from './commands/decisions/explain.js';
import { addReevaluate } from './commands/decisions/reevaluate.js';
import { addReviews } from './commands/decisions/review.js';
import { addStale } from './commands/decisions/stale.js';
import { addDiff } from './commands/read/diff.js';
import { addLog } from './commands/read/log.js';
import { addPolicies } from './commands/read/policies.js';
import { addShow } from './commands/read/show.js';
import { addBackup } from './commands/store/backup.js';
import { addDoctor } from './commands/store/doctor.js';
import { addExport } from './commands/store/export.js';
import { addImport } from './commands/store/import.js';
import { addMigrate } from './commands/store/migrate.js';
import { addMigrateLegacy } from './commands/store/migrate-legacy.js';
import { addVerify } from './commands/store/verify.js';
import { addPin, addPinned } from './commands/write/pin.js';
import { addPlanned, addWithdraw } from './commands/write/plan.js';
import { addRestore } from './commands/write/restore.js';
import { addSave } from './commands/write/save.js';
import { exitCodes, reportFailure } from './failure.js';
import type { Host } from './host.js';
import { guardStdout } from './terminal/stdout.js';

const groups = [
  ['Read:', [addLog, addShow, addDiff, addPolicies, addPlanned, addPinned]],
  ['Write:', [addSave, addRestore, addWithdraw, addPin]],
  ['Decisions:', [addEvaluate, addExplain, addDecisions, addStale, addReevaluate, addReviews, addErase]],
  ['Whole store:', [addMigrate, addMigrateLegacy, addVerify, addImport, addExport, addBackup, addDoctor]],
] as const;

const closing = `
Exit codes:
  0  done
  1  problems found, a conflict, nothing found, or not allowed by the policy
  2  bad usage or input
  3  the store failed, or the output could not be written
  130  interrupted

Examples:
  $ policytrail save project-123 policy.json --by ana --notes "Initial policy" --db policies.db
  $ policytrail log project-123 --db policies.db
  $ policytrail evaluate project-123 --input run.json --subject run:run-1 --db policies.db
  $ policytrail explain run:run-1 --db policies.db
  $ policytrail migrate --db postgres://owner@db.example/app --schema policies`;

/** Runs the command line in `host.argv`; leaves the exit code in `host.exitCode`. */
export async function main(host: Host): Promise<void> {
  // What is not committed is not stored; what was made among the temporary files goes at the exit. Not of SIGHUP: `nohup` would not work.
  host.once('SIGINT', () => host.exit(exitCodes.interrupted));
  host.once('SIGTERM', () => host.exit(exitCodes.terminated));
  guardStdout(host);
  let command: string | undefined;
  const program = createProgram(host).hook('preAction', (_, called) => {
    command = called.name();
  });
  try {
    await program.parseAsync(host.argv);
  } catch (error) {
    host.exitCode = reportFailure(error, { host, command });
  }
}

/** Every command, bound to the world it runs in. */
export function createProgram(host: Host): Command {
  const root = new Command('policytrail')
    .description('Version every policy, record every decision, explain any outcome, then and now.')
    .addOption(
      new Option('--db <database>', 'a SQLite file, or postgres://… (else DATABASE_URL)').env('POLICYTRAIL_DB'),
    )
    .option('--schema <schema>', 'of Postgres: where the tables are, else public')
    .option('--table-prefix <prefix>', 'what the names of its tables begin with, else policytrail_')
    .option('--json', "print one JSON document: the SDK's own type")
    .option('--time-zone <zone>', 'for dates, e.g. Europe/Berlin', 'UTC')
    .option('--no-pager', 'never page, also on a terminal')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput(outputOf(host))
    .addHelpText('after', closing)
    .exitOverride();
  for (const [name, commands] of groups) {
    root.commandsGroup(name);
    for (const add of commands) add(root, host);
  }
  // After a command `--version 2` is its own: the root would take it from there, say its version, and seem to succeed.
  return namesCommand(host.argv, root) ? root : root.version(manifest.version);
}

function namesCommand(argv: readonly string[], root: Command): boolean {
  const names = new Set(root.commands.map((command) => command.name()));
  return argv.slice(2).some((argument) => names.has(argument));
}

// Errors are reported in one place; with --json nothing else goes to stderr.
function outputOf(host: Host): OutputConfiguration {
  const isJson = host.argv.includes('--json');
  return {
    writeOut: (text) => host.stdout.write(text),
    writeErr: (text) => isJson || host.stderr.write(text),
    outputError: () => undefined,
  };
}
