import type { Pin } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { present } from '../../input/present.js';
import { parseSubject, subjectHelp } from '../../input/subject.js';
import { safeLine } from '../../output/values/safe-text.js';
import { subjectName } from '../../output/values/subject.js';
import { authorOf } from '../../output/versions/heading.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';

export function addPin(program: Command, host: Host): void {
  program
    .command('pin')
    .summary('record the version in force for a run or a quote')
    .description(
      'Record for a subject (a run, a quote) the version in force now. Written once: a second pin answers with the first.',
    )
    .argument('<policy>', 'policy id')
    .argument('<subject>', subjectHelp)
    .option('--by <actor>', 'who pins')
    .addHelpText(
      'after',
      examples('policytrail pin project-123 run:run-1 --by scheduler', 'policytrail pin pricing quote:Q-123:3'),
    )
    .action((policyId: string, subject: string, { by }: { by?: string }, command: Command) =>
      inSession({ host, command, access: 'existing' }, async ({ trail, formatInstant }) => {
        const value = await trail.pin(policyId, parseSubject(subject), present({ by }));
        const verb = value.status === 'pinned' ? 'Pinned' : 'Already pinned:';
        return { value, text: () => `${verb} ${pinText(value.pin)} since ${formatInstant(value.pin.pinnedAt)}.` };
      }),
    );
}

export function addPinned(program: Command, host: Host): void {
  program
    .command('pinned')
    .summary('show the version a subject was pinned to')
    .description('Show the version a subject was pinned to.')
    .argument('<policy>', 'policy id')
    .argument('<subject>', subjectHelp)
    .addHelpText(
      'after',
      examples('policytrail pinned project-123 run:run-1', 'policytrail pinned pricing quote:Q-123:3 --json'),
    )
    .action((policyId: string, subject: string, _flags: object, command: Command) =>
      inSession({ host, command, access: 'read' }, (session) => pinned(session, policyId, subject)),
    );
}

async function pinned({ trail, formatInstant }: Session, policyId: string, subject: string): Promise<Answer> {
  const value = await trail.pinned(policyId, parseSubject(subject));
  if (value === undefined) {
    throw new PolicytrailError('not_found', `policy \`${policyId}\` has no pin of \`${subject}\``, { policyId });
  }
  const { pin } = value;
  return { value, text: () => `${pinText(pin)}\n${formatInstant(pin.pinnedAt)}  by ${authorOf(pin.pinnedBy)}` };
}

function pinText({ subject, policyId, policyVersion }: Pin): string {
  return `${subjectName(subject)} → version ${policyVersion} of ${safeLine(policyId)}`;
}
