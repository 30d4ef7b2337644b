import type { PolicyVersion } from '@policytrail/core';
import { PolicytrailError, parseInstant } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { findVersion } from '../../input/version-reference.js';
import { jsonText } from '../../output/values/safe-text.js';
import { versionHeading } from '../../output/versions/heading.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { readStanding } from './standing.js';

interface ShowChoice {
  readonly policyId: string;
  readonly reference: string | undefined;
  readonly at: string | undefined;
}

export function addShow(program: Command, host: Host): void {
  program
    .command('show')
    .summary('show one version with its policy')
    .description(
      'Show one version with its whole policy: the one in force now, a number, a label, or the one in force at an instant.',
    )
    .argument('<policy>', 'policy id')
    .argument('[version]', 'a number or a label; without it the version in force now')
    .option('--at <instant>', 'the version in force then, e.g. 2025-10-02T16:00:00Z')
    .addHelpText(
      'after',
      examples('policytrail show project-123 2', 'policytrail show project-123 --at 2025-10-02T16:00:00Z'),
    )
    .action((policyId: string, reference: string | undefined, { at }: { at?: string }, command: Command) =>
      inSession({ host, command, access: 'read' }, (session) => show(session, { policyId, reference, at })),
    );
}

async function show(session: Session, choice: ShowChoice): Promise<Answer> {
  const version = await choose(session, choice);
  return { value: version, text: () => versionText(session, version), paged: true };
}

async function choose({ trail }: Session, { policyId, reference, at }: ShowChoice): Promise<PolicyVersion> {
  if (reference !== undefined && at !== undefined) {
    throw new PolicytrailError('invalid_argument', 'give a version or --at, not both', { argument: '--at' });
  }
  if (reference !== undefined) return findVersion(trail, policyId, reference);
  const instant = at === undefined ? undefined : parseInstant(at, '--at');
  const version = await (instant === undefined ? trail.current(policyId) : trail.inForce(policyId, instant));
  if (version !== undefined) return version;
  const when = instant === undefined ? '' : ` at ${instant}`;
  const details = instant === undefined ? { policyId } : { policyId, at: instant };
  throw new PolicytrailError('missing_version', `no version of policy \`${policyId}\` is in force${when}`, details);
}

async function versionText({ trail, formatInstant, colours }: Session, version: PolicyVersion): Promise<string> {
  const standing = await readStanding(trail, version.policyId, [version]);
  const isDelayed = version.effectiveAt > version.createdAt;
  return [
    ...versionHeading(version, { standing, formatInstant, colours }),
    ...(isDelayed ? [`In force from ${formatInstant(version.effectiveAt)}`] : []),
    colours.dim(`Content ${version.contentHash}`),
    colours.dim(`Hash    ${version.hash}`),
    '',
    jsonText(version.policy),
  ].join('\n');
}
