import type { PlannedVersion } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { wholeNumber } from '../../input/number.js';
import { present } from '../../input/present.js';
import { findVersionNumber } from '../../input/version-reference.js';
import type { FormatInstant } from '../../output/values/date.js';
import { quotedLines } from '../../output/values/safe-text.js';
import { authorOf } from '../../output/versions/heading.js';
import { saveText } from '../../output/versions/save-text.js';
import { inSession } from '../../session.js';
import { assertPolicy } from '../decisions/decisions.js';
import { examples } from '../examples.js';

interface WithdrawFlags {
  readonly by?: string;
  readonly notes?: string;
  readonly expected?: number;
}

export function addPlanned(program: Command, host: Host): void {
  program
    .command('planned')
    .summary('list the versions that have yet to take effect')
    .description('List the versions of a policy that have yet to take effect, soonest first.')
    .argument('<policy>', 'policy id')
    .addHelpText(
      'after',
      examples('policytrail planned pricing', 'policytrail planned pricing --time-zone Europe/Berlin'),
    )
    .action((policyId: string, _flags: object, command: Command) =>
      inSession({ host, command, access: 'read' }, async (session) => {
        const value = await session.trail.planned(policyId);
        if (value.length === 0) await assertPolicy(session, policyId);
        const lines = value.map((planned) => plannedText(planned, session.formatInstant));
        return { value, text: () => lines.join('\n') || 'No version is planned.' };
      }),
    );
}

export function addWithdraw(program: Command, host: Host): void {
  program
    .command('withdraw')
    .summary('take back a planned version')
    .description('Take back a planned version before it takes effect: saves a new version with the policy in force.')
    .argument('<policy>', 'policy id')
    .argument('<version>', 'the planned version: a number or a label')
    .option('--by <actor>', 'who withdraws')
    .option('--notes <text>', 'why; without it "Withdrew version N"')
    .option('--expected <version>', 'only on top of this newest version', wholeNumber)
    .addHelpText(
      'after',
      examples('policytrail withdraw pricing 8 --by ana', 'policytrail withdraw pricing v2.0.0 --notes "Postponed"'),
    )
    .action((policyId: string, reference: string, { by, notes, expected }: WithdrawFlags, command: Command) =>
      inSession({ host, command, access: 'existing' }, async ({ trail }) => {
        const number = await findVersionNumber(trail, policyId, reference);
        const options = present({ by, changeNotes: notes, expectedVersion: expected });
        const value = await trail.withdraw(policyId, number, options);
        return { value, text: () => saveText(value, `which withdraws version ${number}`) };
      }),
    );
}

function plannedText({ version, overrules }: PlannedVersion, formatInstant: FormatInstant): string {
  const note = version.changeNotes === null ? '' : `  ${quotedLines(version.changeNotes)}`;
  const line = `Version ${version.version}  in force from ${formatInstant(version.effectiveAt)}  by ${authorOf(version.createdBy)}${note}`;
  const newer = overrules.map((number) => `version ${number}`).join(', ');
  return newer === '' ? line : `${line}\n  It will replace what is newer: ${newer}.`;
}
