import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { findCursor } from '../../input/decisions/evaluation-cursor.js';
import { wholeNumber } from '../../input/number.js';
import { present } from '../../input/present.js';
import { staleText } from '../../output/explanation/stale-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { assertPolicy } from './decisions.js';

interface StaleFlags {
  readonly limit: number;
  readonly before?: string;
}

export function addStale(program: Command, host: Host): void {
  program
    .command('stale')
    .summary('list the decisions that the policy has moved away from')
    .description(
      'List the newest decision of each subject that another version made than the one in force now, with how far the policy moved: ' +
        'same content, rules untouched, rules changed, outcome changed.',
    )
    .argument('<policy>', 'policy id')
    .option('-n, --limit <number>', 'how many, 1 to 500', wholeNumber, 50)
    .option('--before <evaluation>', 'only those before this one, by its id: the next page')
    .addHelpText(
      'after',
      examples(
        'policytrail stale pricing',
        'policytrail stale pricing --json | jq \'.stale[] | select(.grade == "outcome_changed")\'',
      ),
    )
    .action((policyId: string, flags: StaleFlags, command: Command) =>
      inSession({ host, command, access: 'read' }, (session) => stale(session, policyId, flags)),
    );
}

async function stale(session: Session, policyId: string, { limit, before }: StaleFlags): Promise<Answer> {
  await assertPolicy(session, policyId);
  const cursor = before === undefined ? undefined : await findCursor(session.trail, policyId, before);
  const value = await session.trail.stale(policyId, { limit, ...present({ before: cursor }) });
  return { value, text: () => staleText(value, session), paged: true };
}
