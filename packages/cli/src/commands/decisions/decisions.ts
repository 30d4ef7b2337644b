import type { DecisionStatus, EvaluationsQuery } from '@policytrail/core';
import { type Command, Option } from 'commander';
import type { Host } from '../../host.js';
import { fromInstant, toInstant } from '../../input/day.js';
import { findCursor, missingEvaluation } from '../../input/decisions/evaluation-cursor.js';
import { missingPolicy } from '../../input/missing-policy.js';
import { wholeNumber } from '../../input/number.js';
import { present } from '../../input/present.js';
import { parseSubject, subjectHelp } from '../../input/subject.js';
import { findVersionNumber } from '../../input/version-reference.js';
import { evaluationsText } from '../../output/decisions/evaluation-list.js';
import { evaluationText } from '../../output/decisions/evaluation-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';

interface DecisionsFlags {
  readonly limit: number;
  readonly before?: string;
  readonly status?: DecisionStatus;
  readonly subject?: string;
  readonly rule?: string;
  readonly version?: string;
  readonly from?: string;
  readonly to?: string;
}

const statuses: readonly DecisionStatus[] = ['approved', 'violation', 'indeterminate'];

export function addDecisions(program: Command, host: Host): void {
  program
    .command('decisions')
    .summary('list what was decided, newest first')
    .description('List what was decided by a policy, newest first, or show one evaluation with its reviews.')
    .argument('<policy>', 'policy id')
    .argument('[evaluation]', 'the id of one to show whole; without it all are listed')
    .option('-n, --limit <number>', 'how many, 1 to 500', wholeNumber, 50)
    .option('--before <evaluation>', 'only those before this one, by its id: the next page')
    .addOption(new Option('--status <status>', 'only these').choices(statuses))
    .option('--subject <subject>', `only of this: ${subjectHelp}`)
    .option('--rule <id>', 'only where this rule was violated')
    .option('--version <version>', 'only by this version: a number or a label')
    .option('--from <date>', 'evaluated on or after a day (2025-10-01) or an instant (2025-10-01T10:00:00Z)')
    .option('--to <date>', 'evaluated on or before a day, or before an instant')
    .addHelpText(
      'after',
      examples(
        'policytrail decisions pricing --status violation --from 2026-02-01',
        'policytrail decisions pricing --subject quote:Q-123 --rule discount-cap-manager',
      ),
    )
    .action((policyId: string, id: string | undefined, flags: DecisionsFlags, command: Command) =>
      inSession({ host, command, access: 'read' }, (session) =>
        id === undefined ? list(session, policyId, flags) : showOne(session, policyId, id),
      ),
    );
}

async function list(session: Session, policyId: string, flags: DecisionsFlags): Promise<Answer> {
  const query = await queryOf(session, policyId, flags);
  const value = await session.trail.evaluations(policyId, query);
  if (value.total === 0) await assertPolicy(session, policyId);
  return { value, text: () => evaluationsText(value, session, flags.limit), paged: true };
}

async function showOne(session: Session, policyId: string, id: string): Promise<Answer> {
  const value = await session.trail.evaluation(policyId, id);
  if (value === undefined) throw missingEvaluation(policyId, id);
  const { effective, reviews } = value;
  return { value, text: () => evaluationText({ evaluation: value, effective, reviews }, session), paged: true };
}

async function queryOf(
  { trail, timeZone }: Session,
  policyId: string,
  { limit, before, status, subject, rule, version, from, to }: DecisionsFlags,
): Promise<EvaluationsQuery> {
  const filter = present({
    status,
    ruleId: rule,
    subject: subject === undefined ? undefined : parseSubject(subject),
    policyVersion: version === undefined ? undefined : await findVersionNumber(trail, policyId, version),
    from: from === undefined ? undefined : fromInstant(from, timeZone),
    to: to === undefined ? undefined : toInstant(to, timeZone),
  });
  const cursor = before === undefined ? undefined : await findCursor(trail, policyId, before);
  return { limit, filter, ...present({ before: cursor }) };
}

/** Rejects with `not_found` where there is no such policy. */
export async function assertPolicy({ trail }: Session, policyId: string): Promise<void> {
  const { head } = await trail.history(policyId, { limit: 1 });
  if (head === undefined) throw missingPolicy(policyId);
}
