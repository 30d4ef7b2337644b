import { toJsonPatch } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { findVersion } from '../../input/version-reference.js';
import { jsonText } from '../../output/values/safe-text.js';
import { diffText } from '../../output/versions/diff-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { fieldMapReader } from './field-maps.js';

interface DiffChoice {
  readonly policyId: string;
  /** Numbers or labels. */
  readonly from: string;
  readonly to: string;
}

export function addDiff(program: Command, host: Host): void {
  program
    .command('diff')
    .summary('compare two versions')
    .description('Compare two versions of a policy, one line a change.')
    .argument('<policy>', 'policy id')
    .argument('<from>', 'the earlier version: a number or a label')
    .argument('<to>', 'the later version: a number or a label')
    .option('--patch', 'print an RFC 6902 JSON Patch from the one to the other')
    .addHelpText(
      'after',
      examples('policytrail diff project-123 2 3', 'policytrail diff project-123 v1.0.0 v1.2.0 --patch'),
    )
    .action((policyId: string, from: string, to: string, options: { patch?: true }, command: Command) => {
      const work = options.patch ? patch : diff;
      return inSession({ host, command, access: 'read' }, (session) => work(session, { policyId, from, to }));
    });
}

async function diff({ trail, colours }: Session, choice: DiffChoice): Promise<Answer> {
  const from = await findVersion(trail, choice.policyId, choice.from);
  const to = await findVersion(trail, choice.policyId, choice.to);
  const value = await trail.diff(choice.policyId, from.version, to.version);
  const text = async (): Promise<string> => {
    if (value.changes.length === 0) return `Versions ${from.version} and ${to.version} have the same values.`;
    const map = await fieldMapReader(trail)(to);
    return `${colours.bold(`Version ${from.version} → Version ${to.version}`)}\n${diffText(value.changes, map, colours)}`;
  };
  return { value, text, paged: true };
}

async function patch({ trail }: Session, choice: DiffChoice): Promise<Answer> {
  const from = await findVersion(trail, choice.policyId, choice.from);
  const to = await findVersion(trail, choice.policyId, choice.to);
  const { changes } = await trail.diff(choice.policyId, from.version, to.version);
  const value = toJsonPatch(from.policy, changes);
  return { value, text: () => jsonText(value) };
}
