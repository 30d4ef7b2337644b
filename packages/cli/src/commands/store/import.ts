import type { ArchiveImport, HistoryImport, ImportHistoryOptions, Progress } from '@policytrail/core';
import { detectImport, PolicytrailError } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { openInput } from '../../input/file.js';
import { wholeNumber } from '../../input/number.js';
import { present } from '../../input/present.js';
import { counted, grouped } from '../../output/values/count.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { startProgress } from '../../terminal/progress.js';
import { examples } from '../examples.js';

type ImportFlags = Pick<ImportHistoryOptions, 'allowUnchanged' | 'maxBytes'>;

export function addImport(program: Command, host: Host): void {
  program
    .command('import')
    .summary('import an archive or a plain history')
    .description(
      'Import an archive, or a plain history: JSON lines of policyId, policy, createdAt, createdBy, changeNotes, oldest first. ' +
        'Told apart by the first line, also gzipped; creates the SQLite file where there is none. A second import adds nothing. A plain ' +
        'history is refused at a record that is dated in the future.',
    )
    .argument('<file>', 'the archive or history, - = stdin')
    .option('--allow-unchanged', 'for a plain history: keep records whose policy did not change')
    .option(
      '--max-bytes <number>',
      'most bytes to accept after decompression; for an archive 256 MiB unless given',
      wholeNumber,
    )
    .addHelpText(
      'after',
      examples(
        'policytrail import backup.jsonl.gz --db policies.db',
        'zcat history.ndjson.gz | policytrail import - --db policies.db',
      ),
    )
    .action((file: string, flags: ImportFlags, command: Command) => importFile({ host, command }, file, flags));
}

async function importFile(
  { host, command }: { readonly host: Host; readonly command: Command },
  file: string,
  { allowUnchanged, maxBytes }: ImportFlags,
): Promise<void> {
  const { kind, source } = await detectImport(await openInput(file, host));
  if (kind === 'archive' && allowUnchanged) {
    const message = '--allow-unchanged is for plain histories: an archive is taken as it is';
    throw new PolicytrailError('invalid_argument', message, { argument: '--allow-unchanged' });
  }
  await inSession({ host, command, access: 'import' }, (session) =>
    importTimed(session, (onProgress) =>
      kind === 'archive'
        ? session.trail.importArchive(source, { ...present({ maxBytes }), onProgress })
        : session.trail.importHistory(source, { ...present({ allowUnchanged, maxBytes }), onProgress }),
    ),
  );
}

async function importTimed(
  { host }: Session,
  work: (onProgress: (progress: Progress) => void) => Promise<ArchiveImport | HistoryImport>,
): Promise<Answer> {
  const begin = host.hrtime.bigint();
  const progress = await startProgress(host, 'records');
  try {
    const value = await work(progress.update);
    const seconds = Number(host.hrtime.bigint() - begin) / 1e9;
    return { value, text: () => importText(value, seconds) };
  } finally {
    progress.stop();
  }
}

function importText(value: ArchiveImport | HistoryImport, seconds: number): string {
  const time = `in ${seconds.toFixed(1)} s`;
  const policies = counted(value.policies, 'policy', 'policies');
  if ('records' in value) {
    const counts = [
      `${grouped(value.saved)} saved`,
      `${grouped(value.unchanged)} unchanged`,
      `${grouped(value.alreadySaved)} already saved`,
    ];
    return `Imported ${counted(value.records, 'record')} of ${policies} ${time}: ${counts.join(', ')}.`;
  }
  return `Imported an archive of ${policies} ${time}: ${archiveCounts(value).join('; ')}.`;
}

// Versions and pins always, the rest where the archive holds any.
function archiveCounts({ versions, pins, evaluations, reviews, erasures }: ArchiveImport): readonly string[] {
  const always = [
    { count: versions, name: 'version' },
    { count: pins, name: 'pin' },
  ];
  const rest = [
    { count: evaluations, name: 'evaluation' },
    { count: reviews, name: 'review' },
    { count: erasures, name: 'erasure' },
  ].filter(({ count }) => count.appended + count.alreadyStored > 0);
  const left =
    erasures.notApplied === 0 ? [] : [`${counted(erasures.notApplied, 'erasure')} not applied: still whole here`];
  return [...[...always, ...rest].map(addedText), ...left];
}

function addedText({ count, name }: { readonly count: ArchiveImport['pins']; readonly name: string }): string {
  return `${counted(count.appended, name)} added, ${grouped(count.alreadyStored)} already stored`;
}
