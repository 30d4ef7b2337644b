import type { DoctorReport, ErasingResult } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';
import type { Command } from 'commander';
import { exitCodes } from '../../failure.js';
import type { Host } from '../../host.js';
import { present } from '../../input/present.js';
import { parseSubject, subjectHelp } from '../../input/subject.js';
import { counted } from '../../output/values/count.js';
import { safeLine } from '../../output/values/safe-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';

interface EraseFlags {
  readonly evaluation?: string;
  readonly by: string;
  readonly reason: string;
}

export function addErase(program: Command, host: Host): void {
  program
    .command('erase')
    .summary("erase a subject's inputs and decisions, for good")
    .description(
      "Erase input and decision of all of a subject's evaluations, for good, without asking. That they were made stays, with who erased " +
        'them and why, and still verifies. Copies elsewhere – archives, backups – are not reached. Exit code 1 where the files may still hold ' +
        'something, as while another program reads from them: ask again then.',
    )
    .argument('<policy>', 'policy id')
    .argument('[subject]', subjectHelp)
    .option('--evaluation <id>', 'instead of a subject: one evaluation, which has none')
    .requiredOption('--by <actor>', 'who erases')
    .requiredOption('--reason <text>', 'why; it stays, so let it name nothing that is to be erased')
    .addHelpText(
      'after',
      examples(
        'policytrail erase pricing quote:Q-123 --by dpo --reason "Erasure request 2026-017"',
        'policytrail erase pricing quote:Q-123:3 --by dpo --reason "Erasure request 2026-017" --json',
        'policytrail erase pricing --evaluation 0192f3a1-… --by dpo --reason "Erasure request 2026-018"',
      ),
    )
    .action((policyId: string, subject: string | undefined, flags: EraseFlags, command: Command) =>
      inSession({ host, command, access: 'existing' }, (session) => erase(session, { policyId, subject, flags })),
    );
}

interface EraseCall {
  readonly policyId: string;
  readonly subject: string | undefined;
  readonly flags: EraseFlags;
}

async function erase(
  { trail, kind }: Session,
  { policyId, subject, flags: { evaluation, by, reason } }: EraseCall,
): Promise<Answer> {
  if ((subject === undefined) === (evaluation === undefined)) throw eitherOr();
  const value = await trail.erase(policyId, subject === undefined ? null : parseSubject(subject), {
    by,
    reason,
    ...present({ evaluationId: evaluation }),
  });
  if (subject !== undefined && value.erased + value.alreadyErased === 0) throw nothingToErase(policyId, subject);
  const left = kind === 'sqlite' ? leftBehind(await trail.doctor()) : [];
  const kept = kind === 'postgres' && value.erased > 0 ? [keptByPostgres] : [];
  const which = subject === undefined ? `(${evaluation})` : `of ${subject}`;
  const text = (): string => [erasedText(value, safeLine(which)), ...kept, ...left.map(safeLine)].join('\n');
  return { value, text, exitCode: left.length === 0 ? exitCodes.ok : exitCodes.problem };
}

// Always, whatever its statistics say by now: they count a deleted row only later.
const keptByPostgres =
  'Postgres keeps deleted rows in its files until VACUUM, and in its log and backups until those go.';

/** Where the store's files may still hold what was erased. */
function leftBehind({ checks }: DoctorReport): readonly string[] {
  return checks
    .filter(({ id, status }) => id.startsWith('erased_') && status !== 'ok')
    .map(({ id, status, message }) => `${status} ${id}: ${message}`);
}

function eitherOr(): PolicytrailError {
  const message = 'give a subject, or --evaluation with the id of an evaluation that has none';
  return new PolicytrailError('invalid_argument', message, { argument: 'subject' });
}

// A misspelt subject must not look like one that was erased.
function nothingToErase(policyId: string, subject: string): PolicytrailError {
  const message = `nothing was erased: policy \`${policyId}\` has no evaluation of \`${subject}\``;
  return new PolicytrailError('missing_evaluation', message, { policyId, subject });
}

function erasedText({ erased, alreadyErased }: ErasingResult, which: string): string {
  const before = `${counted(alreadyErased, 'evaluation')} ${which} had been erased before.`;
  if (erased === 0) return `Nothing was left to erase: ${before}`;
  const done = `Erased input and decision of ${counted(erased, 'evaluation')} ${which}.`;
  return alreadyErased === 0 ? done : `${done} ${before}`;
}
