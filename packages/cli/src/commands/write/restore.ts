import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { wholeNumber } from '../../input/number.js';
import { present } from '../../input/present.js';
import { findVersionNumber } from '../../input/version-reference.js';
import { saveText } from '../../output/versions/save-text.js';
import { inSession } from '../../session.js';
import { examples } from '../examples.js';
import { definedTrail } from './defined-trail.js';

interface RestoreFlags {
  readonly by?: string;
  readonly notes?: string;
  readonly expected?: number;
}

export function addRestore(program: Command, host: Host): void {
  program
    .command('restore')
    .summary('save the values of an old version anew')
    .description('Save a new version with the values of an old one. No version is deleted.')
    .argument('<policy>', 'policy id')
    .argument('<version>', 'a number or a label')
    .option('--by <actor>', 'who restores')
    .option('--notes <text>', 'why; without it "Restored from version N"')
    .option('--expected <version>', 'only on top of this newest version', wholeNumber)
    .addHelpText(
      'after',
      examples('policytrail restore project-123 2 --by ana', 'policytrail restore pricing v1.2.0 --expected 7'),
    )
    .action((policyId: string, reference: string, { by, notes, expected }: RestoreFlags, command: Command) =>
      inSession({ host, command, access: 'existing' }, async ({ trail }) => {
        const number = await findVersionNumber(trail, policyId, reference);
        const options = present({ by, changeNotes: notes, expectedVersion: expected });
        const value = await (await definedTrail(trail, policyId)).restore(policyId, number, options);
        return { value, text: () => saveText(value, `restored from version ${number}`) };
      }),
    );
}
