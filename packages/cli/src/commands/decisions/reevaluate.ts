import type { JsonValue, ReevaluateOptions, Reevaluation } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { readJson } from '../../input/file.js';
import { present } from '../../input/present.js';
import { parseSubject, subjectHelp } from '../../input/subject.js';
import { findVersionNumber } from '../../input/version-reference.js';
import { evaluationText } from '../../output/decisions/evaluation-text.js';
import { droppedText } from '../../output/explanation/explanation-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { storedDefinitionHelp } from '../stored-definition.js';
import { recordedLine } from './evaluate.js';
import { judgedExitCode, judgedExitCodes } from './judged.js';

interface ReevaluateFlags {
  readonly input?: string;
  readonly version?: string;
  readonly by?: string;
  readonly id?: string;
}

export function addReevaluate(program: Command, host: Host): void {
  program
    .command('reevaluate')
    .summary('judge a subject again, by the version in force now')
    .description(
      "Judge a subject's newest evaluation again, by the version in force now, also where the subject is pinned. A new evaluation is recorded " +
        'in the place of the old one, which stays as it is. Reviews that still hold are carried over; those that do not are listed.',
    )
    .argument('<policy>', 'policy id')
    .argument('<subject>', subjectHelp)
    .option('--input <file>', 'in the place of the recorded input: JSON, - = stdin')
    .option('--version <version>', 'by this version: a number or a label')
    .option('--by <actor>', 'who asks')
    .option('--id <id>', 'makes a retry safe: the same id is recorded once')
    .addHelpText('after', storedDefinitionHelp)
    .addHelpText('after', judgedExitCodes)
    .addHelpText(
      'after',
      examples(
        'policytrail reevaluate pricing quote:Q-123:3 --by kim',
        'policytrail reevaluate pricing quote:Q-123 --input quote.json',
      ),
    )
    .action(async (policyId: string, subject: string, flags: ReevaluateFlags, command: Command) => {
      const input = flags.input === undefined ? undefined : await readJson(flags.input, host);
      await inSession({ host, command, access: 'existing' }, (session) =>
        reevaluate(session, { policyId, subject, input, flags }),
      );
    });
}

interface ReevaluateCall {
  readonly policyId: string;
  readonly subject: string;
  readonly input: JsonValue | undefined;
  readonly flags: ReevaluateFlags;
}

async function reevaluate(session: Session, { policyId, subject, input, flags }: ReevaluateCall): Promise<Answer> {
  const { version, by, id } = flags;
  const options: ReevaluateOptions = present({
    by,
    id,
    input,
    version: version === undefined ? undefined : await findVersionNumber(session.trail, policyId, version),
  });
  const value = await session.trail.reevaluate(policyId, parseSubject(subject), options);
  return { value, text: () => answerText(session, value), exitCode: judgedExitCode(value.effective) };
}

function answerText(session: Session, value: Reevaluation): string {
  const reviews = value.carried.map(({ review }) => review);
  return [
    evaluationText({ ...value, reviews }, session),
    ...(value.dropped.length === 0 ? [] : [droppedText('Reviews that hold no more', value.dropped, session)]),
    recordedLine(value),
  ].join('\n\n');
}
