import type { Problem, SealedHead, TrailVerification, Verification } from '@policytrail/core';
import type { Command } from 'commander';
import { exitCodes } from '../../failure.js';
import type { Host } from '../../host.js';
import { readCheckpoints } from '../../input/checkpoint.js';
import { missingPolicy } from '../../input/missing-policy.js';
import { counted, listed } from '../../output/values/count.js';
import { safeLine } from '../../output/values/safe-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { startProgress } from '../../terminal/progress.js';
import { examples } from '../examples.js';

type Checkpoints = Readonly<Record<string, SealedHead>>;

export function addVerify(program: Command, host: Host): void {
  program
    .command('verify')
    .summary('check every hash, link, pin and decision')
    .description(
      'Check every hash, link and pin, every evaluation, review and erasure, of one policy or of all; exit code 1 where something does not hold.',
    )
    .argument('[policy]', 'policy id; without it all policies')
    .option(
      '--checkpoint <file>',
      'what an earlier `verify --json` of all policies printed, kept elsewhere: reveals a cut tail',
    )
    .addHelpText(
      'after',
      examples('policytrail verify --json > checkpoint.json', 'policytrail verify --checkpoint checkpoint.json'),
    )
    .action(async (policyId: string | undefined, { checkpoint }: { checkpoint?: string }, command: Command) => {
      const checkpoints = checkpoint === undefined ? {} : await readCheckpoints(checkpoint, host);
      await inSession({ host, command, access: 'read' }, (session) =>
        policyId === undefined ? verifyAll(session, checkpoints) : verifyOne(session, policyId, checkpoints),
      );
    });
}

async function verifyOne({ trail }: Session, policyId: string, checkpoints: Checkpoints): Promise<Answer> {
  const checkpoint = Object.hasOwn(checkpoints, policyId) ? checkpoints[policyId] : undefined;
  const value = await trail.verify(policyId, checkpoint === undefined ? {} : { checkpoint });
  if (value.valid && value.versions === 0) throw missingPolicy(policyId);
  return verdict(value, `of ${safeLine(policyId)}`);
}

async function verifyAll({ trail, host }: Session, checkpoints: Checkpoints): Promise<Answer> {
  const progress = await startProgress(host, 'records');
  try {
    const value = await trail.verifyAll({ checkpoints, onProgress: progress.update });
    return verdict(value, `of ${counted(value.policies, 'policy', 'policies')}`);
  } finally {
    progress.stop();
  }
}

function verdict(value: Verification | TrailVerification, of: string): Answer {
  const { pins, evaluations, reviews } = value;
  const judged = evaluations + reviews === 0 ? [] : [counted(evaluations, 'evaluation'), counted(reviews, 'review')];
  const counts = `${listed([`${counted(value.versions, 'version')} ${of}`, counted(pins, 'pin'), ...judged])} checked`;
  const head = `${value.valid ? 'Valid' : counted(value.problems.length, 'problem')}: ${counts}.`;
  const text = (): string => [...value.problems.map(problemText), head].join('\n');
  return { value, text, exitCode: value.valid ? exitCodes.ok : exitCodes.problem };
}

function problemText({ policyId, version, subject, evaluationId, kind, message }: Problem): string {
  const place = [
    policyId,
    version === null ? '' : `version ${version}`,
    subject ?? '',
    evaluationId === undefined ? '' : `evaluation ${evaluationId}`,
  ].filter((part) => part !== '');
  return safeLine(`${kind}: ${place.join(', ')}: ${message}`);
}
