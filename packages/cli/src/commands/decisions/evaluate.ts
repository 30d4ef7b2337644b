import type { EvaluateOptions, EvaluationResult, JsonValue } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { readJson } from '../../input/file.js';
import { present } from '../../input/present.js';
import { parseSubject, subjectHelp } from '../../input/subject.js';
import { findVersionNumber } from '../../input/version-reference.js';
import { evaluationText } from '../../output/decisions/evaluation-text.js';
import { safeLine } from '../../output/values/safe-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { storedDefinitionHelp } from '../stored-definition.js';
import { judgedExitCode, judgedExitCodes } from './judged.js';

interface EvaluateFlags {
  readonly input: string;
  readonly subject?: string;
  readonly version?: string;
  readonly by?: string;
  readonly id?: string;
  readonly dryRun?: true;
}

export function addEvaluate(program: Command, host: Host): void {
  program
    .command('evaluate')
    .summary('judge an input by a policy, and record the decision')
    .description(
      "Judge an input by a policy's rules and record the decision: by the version its subject is pinned to, else by the one in force now. " +
        'The input is checked by the definition that is stored beside the policy; what was decided is never rewritten.',
    )
    .argument('<policy>', 'policy id')
    .requiredOption('--input <file>', 'what the rules read as `input`: JSON, - = stdin')
    .option('--subject <subject>', `what is judged: ${subjectHelp}`)
    .option('--version <version>', 'by this version, a number or a label, whatever is pinned or in force')
    .option('--by <actor>', 'who asks')
    .option('--id <id>', 'makes a retry safe: the same id with the same input is recorded once')
    .option('--dry-run', 'say what would be decided, record nothing')
    .addHelpText('after', storedDefinitionHelp)
    .addHelpText('after', judgedExitCodes)
    .addHelpText(
      'after',
      examples(
        'policytrail evaluate pricing --input quote.json --subject quote:Q-123:3 --by kim',
        'echo \'{"tokens": 3200}\' | policytrail evaluate project-123 --input - --version 2 --dry-run',
      ),
    )
    .action(async (policyId: string, flags: EvaluateFlags, command: Command) => {
      const input = await readJson(flags.input, host);
      await inSession({ host, command, access: flags.dryRun ? 'read' : 'existing' }, (session) =>
        evaluate(session, { policyId, input, flags }),
      );
    });
}

interface EvaluateCall {
  readonly policyId: string;
  readonly input: JsonValue;
  readonly flags: EvaluateFlags;
}

async function evaluate(session: Session, { policyId, input, flags }: EvaluateCall): Promise<Answer> {
  const { subject, version, by, id, dryRun } = flags;
  const options: EvaluateOptions = present({
    by,
    id,
    dryRun,
    subject: subject === undefined ? undefined : parseSubject(subject),
    version: version === undefined ? undefined : await findVersionNumber(session.trail, policyId, version),
  });
  const value = await session.trail.evaluate(policyId, input, options);
  const text = (): string => `${evaluationText(value, session)}\n${recordedLine(value)}`;
  return { value, text, exitCode: judgedExitCode(value.effective) };
}

/** What became of the record. */
export function recordedLine({ status, evaluation }: EvaluationResult): string {
  switch (status) {
    case 'recorded':
      return `Recorded as evaluation ${safeLine(evaluation.id)}.`;
    case 'already_recorded':
      return `Recorded before, as evaluation ${safeLine(evaluation.id)}.`;
    case 'not_recorded':
      return 'Nothing was recorded: this was a dry run.';
  }
}
