import { existsSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ExportOptions } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { present } from '../../input/present.js';
import { unwritable } from '../../output/unwritable.js';
import { counted } from '../../output/values/count.js';
import { safeLine } from '../../output/values/safe-text.js';
import { type Answer, type GlobalOptions, inSession, type Session } from '../../session.js';
import { startProgress } from '../../terminal/progress.js';
import { examples } from '../examples.js';
import { repeatable, repeated } from '../repeatable.js';
import { archiveEnding, countsText } from './archive-ending.js';

interface ExportFlags {
  readonly policy?: readonly string[];
  readonly gzip: boolean;
  readonly force?: true;
}

export function addExport(program: Command, host: Host): void {
  program
    .command('export')
    .summary('write an archive')
    .description(
      'Write an archive of all policies, or of some: versions, pins, evaluations and reviews with their hashes, as gzipped JSON lines.',
    )
    .argument('<file>', 'where to, - = stdout')
    .addOption(repeatable('--policy <id>', 'only this policy; again for each other'))
    .allowExcessArguments()
    .option('--no-gzip', 'plain JSON lines')
    .option('--force', 'replace a file that is there')
    .addHelpText(
      'after',
      examples(
        'policytrail export policies.jsonl.gz',
        'policytrail export - --policy project-123 --policy pricing --no-gzip | wc -l',
      ),
    )
    .action((file: string, flags: ExportFlags, command: Command) => {
      const policyIds = repeated(command, flags.policy);
      refuse(file, { flags, host, isJson: command.optsWithGlobals<GlobalOptions>().json === true });
      const options = { gzip: flags.gzip, ...present({ policyIds }) };
      return inSession({ host, command, access: 'read' }, (session) =>
        file === '-' ? exportToStdout(session, options) : exportToFile(session, options, file),
      );
    });
}

interface ExportScene {
  readonly flags: ExportFlags;
  readonly host: Host;
  readonly isJson: boolean;
}

function refuse(file: string, { flags, host, isJson }: ExportScene): void {
  const reason = refusal(file, { flags, host, isJson });
  if (reason !== undefined) throw new PolicytrailError('invalid_argument', reason, { argument: 'file' });
}

function refusal(file: string, { flags, host, isJson }: ExportScene): string | undefined {
  if (file !== '-') return fileRefusal(file, flags);
  if (isJson) return '--json and - both want stdout: name a file';
  return flags.gzip && host.stdout.isTTY
    ? 'a gzipped archive does not go to a terminal: name a file, or give --no-gzip'
    : undefined;
}

function fileRefusal(file: string, { force }: ExportFlags): string | undefined {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) return `the folder \`${folder}\` is not there`;
  return existsSync(file) && !force ? `\`${file}\` exists; --force replaces it` : undefined;
}

async function exportToStdout({ trail, host }: Session, options: ExportOptions): Promise<undefined> {
  await pipeline(Readable.from(trail.exportArchive(options)), host.stdout, { end: false });
}

// Whole or not at all: written beside the target, then renamed; the exit handler is for Ctrl-C.
async function exportToFile(
  { trail, host }: Session,
  options: ExportOptions & { readonly gzip: boolean },
  file: string,
): Promise<Answer> {
  const temporary = `${file}.${host.pid}.tmp`;
  const cleanUp = (): void => rmSync(temporary, { force: true });
  // Opened before anything can fail: a stream that opens by itself may make the file after it was cleaned up.
  const target = { path: file, operation: 'export' };
  const opened = await open(temporary, 'wx').catch((cause) => {
    throw unwritable(target, cause);
  });
  const stream = opened.createWriteStream({ flush: true });
  const progress = await startProgress(host, 'records');
  const ending = archiveEnding();
  host.once('exit', cleanUp);
  try {
    const plain = trail.exportArchive({ ...options, gzip: false, onProgress: progress.update });
    const lines = Readable.from(ending.watch(plain));
    await (options.gzip ? pipeline(lines, createGzip(), stream) : pipeline(lines, stream));
    await rename(temporary, file);
  } catch (error) {
    throw unwritable(target, error);
  } finally {
    progress.stop();
    host.off('exit', cleanUp);
    cleanUp();
  }
  const value = { file, bytes: stream.bytesWritten, ...ending.counts() };
  return { value, text: () => `Wrote ${counted(value.bytes, 'byte')} to ${safeLine(file)}: ${countsText(value)}.` };
}
