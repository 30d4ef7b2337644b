import { PolicytrailError } from '@policytrail/core';
import type { Command } from 'commander';
import { type DatabasePlace, placeOf } from '../../database/place.js';
import type { Host } from '../../host.js';
import { wholeNumber } from '../../input/number.js';
import { jsonText } from '../../output/values/safe-text.js';
import type { GlobalOptions } from '../../session.js';
import { examples } from '../examples.js';

interface MigrateFlags {
  readonly sql?: true;
  readonly from?: number;
}

export function addMigrate(program: Command, host: Host): void {
  program
    .command('migrate')
    .summary('make the tables, or bring them to this release')
    .description(
      'Make the tables, or bring them to this release; again, it changes nothing. On Postgres nothing else makes them: run it as the role that shall own them.',
    )
    .option('--sql', 'print the statements instead, for tools of your own; touches no database')
    .option('--from <schema>', 'with --sql: the number of the schema that is there, else 0', wholeNumber)
    .addHelpText(
      'after',
      examples(
        'policytrail migrate --db postgres://owner@db.example/app --schema policies',
        'policytrail migrate --sql --db postgres:// --schema policies > policytrail.sql',
      ),
    )
    .action((flags: MigrateFlags, command: Command) => migrate({ host, command }, flags));
}

async function migrate(
  { host, command }: { readonly host: Host; readonly command: Command },
  flags: MigrateFlags,
): Promise<void> {
  const { json, ...options } = command.optsWithGlobals<GlobalOptions>();
  if (flags.from !== undefined && !flags.sql)
    throw badFlag('--from goes with --sql: the database itself says what it has', '--from');
  if (flags.sql && json) throw badFlag('--sql prints SQL, not JSON', '--sql');
  const place = placeOf(options, host);
  if (flags.sql) {
    host.stdout.write(await sqlFor(place, flags.from ?? 0));
    return;
  }
  const schema = await makeTables(place);
  host.stdout.write(`${json ? jsonText({ schema }) : `The tables are there, of schema ${schema}.`}\n`);
}

async function makeTables(place: DatabasePlace): Promise<number> {
  if (place.kind === 'sqlite') return (await import('@policytrail/sqlite')).migrate(place.path, place);
  return (await import('@policytrail/postgres')).migrate(place.url, place);
}

async function sqlFor(place: DatabasePlace, from: number): Promise<string> {
  const store = place.kind === 'sqlite' ? await import('@policytrail/sqlite') : await import('@policytrail/postgres');
  return store.migrationSql({ ...place, from });
}

function badFlag(message: string, argument: string): PolicytrailError {
  return new PolicytrailError('invalid_argument', message, { argument });
}
