import type { ExplainOptions, Explanation, JsonValue, Subject } from '@policytrail/core';
import { PolicytrailError, parseInstant } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { findPolicyOf } from '../../input/decisions/policy-of-subject.js';
import { readJson } from '../../input/file.js';
import { present } from '../../input/present.js';
import { parseSubject, subjectHelp } from '../../input/subject.js';
import { explanationText } from '../../output/explanation/explanation-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { fieldMapReader } from '../read/field-maps.js';

interface ExplainFlags {
  readonly policy?: string;
  readonly evaluation?: string;
  readonly at?: string;
  readonly input?: string;
}

export function addExplain(program: Command, host: Host): void {
  program
    .command('explain')
    .summary('say what was decided, why, and whether it would be so today')
    .description(
      'Say what was decided for a subject, why, and what the version in force now would decide: both sides, the rules that moved ' +
        'between them, the evidence, the reviews. Changes nothing.',
    )
    .usage('[options] [policy] <subject>')
    .argument('<policy>', 'policy id; left out, the one policy is meant that has evaluations of the subject')
    .argument('[subject]', subjectHelp)
    .option('--policy <policy>', 'the policy id, where it does not stand before the subject')
    .option('--evaluation <id>', 'this evaluation; without it the newest of the subject')
    .option('--at <instant>', 'the newest evaluation then, e.g. 2026-02-24T10:30:00Z')
    .option('--input <file>', 'judged on demand where nothing is recorded: JSON, - = stdin')
    .addHelpText(
      'after',
      examples(
        'policytrail explain quote:Q-123:3',
        'policytrail explain pricing quote:Q-123 --at 2026-02-24T10:30:00Z',
        'policytrail explain pricing quote:Q-999 --input quote.json',
      ),
    )
    .action(async (first: string, second: string | undefined, flags: ExplainFlags, command: Command) => {
      const place = placeOf(first, second, flags.policy);
      const input = flags.input === undefined ? undefined : await readJson(flags.input, host);
      await inSession({ host, command, access: 'read' }, (session) => explain(session, { ...place, input, flags }));
    });
}

interface ExplainPlace {
  readonly policyId: string | undefined;
  readonly subject: Subject;
  /** As it was written. */
  readonly subjectText: string;
}

interface ExplainCall extends ExplainPlace {
  readonly input: JsonValue | undefined;
  readonly flags: ExplainFlags;
}

function placeOf(first: string, second: string | undefined, policy: string | undefined): ExplainPlace {
  if (second === undefined) return { policyId: policy, subject: parseSubject(first), subjectText: first };
  if (policy === undefined) return { policyId: first, subject: parseSubject(second), subjectText: second };
  const message = 'name the policy before the subject or with --policy, not both';
  throw new PolicytrailError('invalid_argument', message, { argument: '--policy' });
}

async function explain(
  session: Session,
  { policyId, subject, subjectText, input, flags }: ExplainCall,
): Promise<Answer> {
  const { evaluation, at } = flags;
  const options: ExplainOptions = present({
    input,
    evaluationId: evaluation,
    at: at === undefined ? undefined : parseInstant(at, '--at'),
  });
  const policy = policyId ?? (await findPolicyOf(session.trail, subject, subjectText));
  const value = await session.trail.explain(policy, subject, options);
  return { value, text: () => answerText(session, value), paged: true };
}

async function answerText(session: Session, explanation: Explanation): Promise<string> {
  const { policyId, then, now } = explanation;
  const { trail } = session;
  const versions = {
    before: await trail.version(policyId, then.version.version),
    after: await trail.version(policyId, now.version.version),
  };
  const map = await fieldMapReader(trail)({ schema: versions.after?.schema ?? null });
  return explanationText(explanation, { versions, map }, session);
}
