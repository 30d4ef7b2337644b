import type { PoliciesQuery, PolicyPage } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { wholeNumber } from '../../input/number.js';
import { table } from '../../output/layout/table.js';
import { grouped } from '../../output/values/count.js';
import { safeLine } from '../../output/values/safe-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';

interface PoliciesOptions extends Omit<PoliciesQuery, 'includeInternal'> {
  readonly all?: true;
}

export function addPolicies(program: Command, host: Host): void {
  program
    .command('policies')
    .summary('list the policies')
    .description('List the policies in the database, by id.')
    .option('--prefix <text>', 'only ids that begin with it')
    .option('--after <policy>', 'only ids after this one: the next page')
    .option('-n, --limit <number>', 'how many, 1 to 500', wholeNumber, 50)
    .option('--all', "also Policytrail's own, whose ids begin with ~")
    .addHelpText('after', examples('policytrail policies', 'policytrail policies --prefix azure/ --limit 200'))
    .action(({ all, ...query }: PoliciesOptions, command: Command) =>
      inSession({ host, command, access: 'read' }, (session) =>
        policies(session, { ...query, includeInternal: all === true }),
      ),
    );
}

async function policies({ trail, formatInstant }: Session, query: PoliciesQuery): Promise<Answer> {
  const value = await trail.policies(query);
  const rows = value.policies.map(({ policyId, head, changedAt, title }) => [
    safeLine(policyId),
    `version ${head}`,
    formatInstant(changedAt),
    safeLine(title ?? ''),
  ]);
  return { value, text: () => [table(rows), footer(value)].filter((part) => part !== '').join('\n') };
}

function footer({ policies, total }: PolicyPage): string {
  const last = policies.at(-1);
  if (last === undefined) return 'No policies.';
  const shown = `${grouped(policies.length)} of ${grouped(total)} policies`;
  return policies.length < total ? `${shown}; the next: --after '${safeLine(last.policyId)}'` : '';
}
