import type { ApproveOptions, ReviewResult } from '@policytrail/core';
import { parseInstant } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { present } from '../../input/present.js';
import { verdictLine } from '../../output/decisions/evaluation-text.js';
import { reviewsText } from '../../output/decisions/review-text.js';
import { safeLine } from '../../output/values/safe-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { repeatable, repeated } from '../repeatable.js';

interface ReviewFlags {
  readonly rule?: readonly string[];
  readonly as?: string;
  readonly by?: string;
  readonly reason?: string;
  readonly expires?: string;
  readonly upTo?: string;
  readonly requestId?: string;
}

/** One of the four things that can be said of violated rules. */
interface Saying {
  readonly name: 'approve' | 'reject' | 'waive' | 'revoke';
  readonly summary: string;
  readonly description: string;
  /** Whether it allows something, which can have an end and a limit. */
  readonly allows: boolean;
  readonly needsReason: boolean;
  readonly examples: readonly string[];
}

const sayings: readonly Saying[] = [
  {
    name: 'approve',
    summary: 'give the approval that violated rules ask for',
    description: 'Give the approval that violated rules ask for: of all of them, or of those that --rule or --as name.',
    allows: true,
    needsReason: false,
    examples: [
      'policytrail approve pricing EVALUATION --by lee --as sales_manager --reason "Renewal, within plan"',
      'policytrail approve pricing EVALUATION --rule discount-cap-manager --up-to 27.50 --expires 2026-03-31T00:00:00Z',
    ],
  },
  {
    name: 'reject',
    summary: 'refuse the approval that violated rules ask for',
    description:
      'Refuse the approval that violated rules ask for: of all of them, or of those that --rule or --as name.',
    allows: false,
    needsReason: true,
    examples: [
      'policytrail reject pricing EVALUATION --by lee --reason "Over plan"',
      'policytrail reject pricing EVALUATION --rule margin-floor --by cho --as finance --reason "Below cost"',
    ],
  },
  {
    name: 'waive',
    summary: 'let violated rules pass this once, also those that deny',
    description: 'Let violated rules pass this once, also those that deny: all that block, or those that --rule names.',
    allows: true,
    needsReason: true,
    examples: [
      'policytrail waive pricing EVALUATION --by vera --reason "Settlement of 2026-02"',
      'policytrail waive project-123 EVALUATION --rule network --by vera --reason "Incident 42" --expires 2026-03-01T00:00:00Z',
    ],
  },
  {
    name: 'revoke',
    summary: 'take back what was said of violated rules',
    description:
      'Take back an approval, a rejection or a waiver: all that stand, or those of the rules that --rule names.',
    allows: false,
    needsReason: false,
    examples: [
      'policytrail revoke pricing EVALUATION --by vera --reason "Given by mistake"',
      'policytrail revoke pricing EVALUATION --rule margin-floor --by vera',
    ],
  },
];

export function addReviews(program: Command, host: Host): void {
  for (const saying of sayings) addReview(program, host, saying);
}

function addReview(program: Command, host: Host, saying: Saying): void {
  const command = program
    .command(saying.name)
    .summary(saying.summary)
    .description(saying.description)
    .argument('<policy>', 'policy id')
    .argument('<evaluation>', 'the id of the evaluation, as `evaluate` and `decisions` print it')
    .addOption(repeatable('--rule <id>', 'only this rule; again for each other'))
    .allowExcessArguments()
    .option('--as <role>', 'the role in which it is said, e.g. sales_manager')
    .option('--by <actor>', 'who says it');
  if (saying.needsReason) command.requiredOption('--reason <text>', 'why');
  else command.option('--reason <text>', 'why');
  if (saying.allows) {
    command
      .option('--expires <instant>', 'it counts no more from then on, e.g. 2026-03-31T00:00:00Z')
      .option('--up-to <value>', 'how far the actual value may go and still be covered; for one rule');
  }
  command
    .option('--request-id <id>', 'makes a retry safe: the same id says the same only once')
    .addHelpText('after', examples(...saying.examples))
    .action((policyId: string, evaluationId: string, flags: ReviewFlags, called: Command) => {
      const call = { policyId, evaluationId, rules: repeated(called, flags.rule), flags };
      return inSession({ host, command: called, access: 'existing' }, (session) => review(session, saying, call));
    });
}

interface ReviewCall {
  readonly policyId: string;
  readonly evaluationId: string;
  readonly rules: readonly string[] | undefined;
  readonly flags: ReviewFlags;
}

async function review(
  session: Session,
  { name }: Saying,
  { policyId, evaluationId, rules, flags }: ReviewCall,
): Promise<Answer> {
  const { rule: _, expires, ...same } = flags;
  const options: ApproveOptions = present({
    ...same,
    ruleIds: rules,
    expiresAt: expires === undefined ? undefined : parseInstant(expires, '--expires'),
  });
  const value = await session.trail[name](policyId, evaluationId, options);
  return { value, text: () => reviewedText(session, { policyId, evaluationId, value }) };
}

interface Reviewed {
  readonly policyId: string;
  readonly evaluationId: string;
  readonly value: ReviewResult;
}

async function reviewedText(session: Session, { policyId, evaluationId, value }: Reviewed): Promise<string> {
  const { status, reviews, effective, newer } = value;
  const record = await session.trail.evaluation(policyId, evaluationId);
  const whole = { effective, decision: record?.decision ?? null, reviews: record?.reviews ?? reviews };
  const before = status === 'already_appended' ? ['Nothing was added: this request was answered before.'] : [];
  const after =
    newer === null ? [] : [`Evaluation ${safeLine(newer)} of the subject is newer: this does not count for it.`];
  return [...before, reviewsText(reviews, session), verdictLine(whole, session), ...after].join('\n');
}
