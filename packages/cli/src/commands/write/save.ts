import type { JsonObject, SaveOptions, SaveResult } from '@policytrail/core';
import { parseInstant } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { readJson } from '../../input/file.js';
import { wholeNumber } from '../../input/number.js';
import { present } from '../../input/present.js';
import { saveText } from '../../output/versions/save-text.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { storedDefinitionHelp } from '../stored-definition.js';
import { definedTrail } from './defined-trail.js';
import { savedChanges } from './saved-changes.js';

interface SaveFlags {
  readonly by?: string;
  readonly notes?: string;
  readonly label?: string;
  readonly title?: string;
  readonly expected?: number;
  readonly effectiveAt?: string;
  readonly requestId?: string;
  readonly allowUnchanged?: true;
  readonly dryRun?: true;
}

export function addSave(program: Command, host: Host): void {
  program
    .command('save')
    .summary('save a policy as its next version')
    .description(
      'Save a policy as its next version; creates the SQLite file where there is none. Where nothing changed nothing is stored. It has to fit the stored definition, if any, of the version it follows.',
    )
    .argument('<policy>', 'policy id, 1 to 200 characters')
    .argument('<file>', 'a JSON object, - = stdin')
    .option('--by <actor>', 'who saves')
    .option('--notes <text>', 'why')
    .option('--label <label>', 'unique name of this version, e.g. v1.2.0')
    .option('--title <title>', 'e.g. "Q1 2026 Pricing Policy"')
    .option(
      '--expected <version>',
      'save only on top of this newest version; 0 = the policy must not exist yet',
      wholeNumber,
    )
    .option('--effective-at <instant>', 'in force from then, e.g. 2026-01-01T00:00:00Z')
    .option('--request-id <id>', 'makes a retry safe: the same id with the same content is saved once')
    .option('--allow-unchanged', 'save also where nothing changed')
    .option('--dry-run', 'say what would happen, store nothing')
    .addHelpText('after', storedDefinitionHelp)
    .addHelpText(
      'after',
      examples(
        'policytrail save project-123 policy.json --by ana --notes "Increased for production"',
        'cat policy.json | policytrail save project-123 - --expected 2 --dry-run',
      ),
    )
    .action(async (policyId: string, file: string, flags: SaveFlags, command: Command) => {
      const call = { policyId, policy: await readJson(file, host), options: saveOptions(flags) };
      const access = flags.dryRun ? 'rehearse' : 'create';
      await inSession({ host, command, access }, (session) => save(session, call));
    });
}

interface SaveCall {
  readonly policyId: string;
  readonly policy: JsonObject;
  readonly options: SaveOptions;
}

async function save(session: Session, { policyId, policy, options }: SaveCall): Promise<Answer> {
  const value = await (await definedTrail(session.trail, policyId)).save(policyId, policy, options);
  return { value, text: () => answerText(session, value) };
}

async function answerText(session: Session, result: SaveResult): Promise<string> {
  const { version } = result;
  const isPlanned = version.effectiveAt > version.createdAt;
  const done = isPlanned ? `in force from ${session.formatInstant(version.effectiveAt)}` : undefined;
  return [saveText(result, done), ...(await savedChanges(session, result))].join('\n');
}

function saveOptions({ notes, expected, effectiveAt, ...same }: SaveFlags): SaveOptions {
  return present({
    ...same,
    changeNotes: notes,
    expectedVersion: expected,
    effectiveAt: effectiveAt === undefined ? undefined : parseInstant(effectiveAt, '--effective-at'),
  });
}
