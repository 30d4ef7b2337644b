import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { safeLine } from '../../output/values/safe-text.js';
import { inSession } from '../../session.js';
import { examples } from '../examples.js';

export function addBackup(program: Command, host: Host): void {
  program
    .command('backup')
    .summary('copy the database while it is in use')
    .description('Copy the database into a new file while it is in use.')
    .argument('<file>', 'where to; it must not exist')
    .addHelpText(
      'after',
      examples(
        'policytrail backup policies.backup.db',
        'policytrail backup "policies-$(date +%F).db" --db policies.db',
      ),
    )
    .action((file: string, _flags: object, command: Command) =>
      inSession({ host, command, access: 'existing' }, async ({ store }) => {
        await store.backup(file);
        return { value: { file }, text: () => `Backed up to ${safeLine(file)}.` };
      }),
    );
}
