import { PolicytrailError } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { safeLine } from '../../output/values/safe-text.js';
import { inSession } from '../../session.js';
import { examples } from '../examples.js';

export function addBackup(program: Command, host: Host): void {
  program
    .command('backup')
    .summary('copy a SQLite database while it is in use')
    .description(
      'Copy a SQLite database into a new file while it is in use. Postgres is backed up by its own means, such as pg_dump; `policytrail export` writes an archive of either.',
    )
    .argument('<file>', 'where to; it must not exist')
    .addHelpText(
      'after',
      examples(
        'policytrail backup policies.backup.db',
        'policytrail backup "policies-$(date +%F).db" --db policies.db',
      ),
    )
    .action((file: string, _flags: object, command: Command) =>
      inSession({ host, command, access: 'read' }, async ({ store }) => {
        if (store.backup === undefined) throw notAFile();
        await store.backup(file);
        return { value: { file }, text: () => `Backed up to ${safeLine(file)}.` };
      }),
    );
}

function notAFile(): PolicytrailError {
  const message =
    'a Postgres database is no file to copy: back it up by its own means, such as `pg_dump` or base backups; `policytrail export FILE` writes an archive of the trail';
  return new PolicytrailError('invalid_argument', message, { argument: '--db' });
}
