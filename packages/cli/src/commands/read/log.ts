import type { HistoryQuery, PolicyTrail, VersionSummary } from '@policytrail/core';
import { isPolicytrailError } from '@policytrail/core';
import type { Command } from 'commander';
import type { Host } from '../../host.js';
import { fromInstant, toInstant } from '../../input/day.js';
import { missingPolicy } from '../../input/missing-policy.js';
import { wholeNumber } from '../../input/number.js';
import { present } from '../../input/present.js';
import { keyValues } from '../../output/fields/key-values.js';
import { grouped } from '../../output/values/count.js';
import { safeLine } from '../../output/values/safe-text.js';
import { changeSummaryLine } from '../../output/versions/change-summary.js';
import { type HeadingStyle, versionHeading, versionLine } from '../../output/versions/heading.js';
import { type Answer, inSession, type Session } from '../../session.js';
import { examples } from '../examples.js';
import { fieldMapReader } from './field-maps.js';
import { readStanding } from './standing.js';

interface LogOptions {
  readonly limit: number;
  readonly before?: number;
  readonly author?: string;
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  readonly field?: string;
  readonly oneline?: true;
}

const rule = '─'.repeat(39);

export function addLog(program: Command, host: Host): void {
  program
    .command('log')
    .summary('show the versions of a policy, newest first')
    .description('Show the versions of a policy, newest first: who, when, why, the key values and what changed.')
    .argument('<policy>', 'policy id')
    .option('-n, --limit <number>', 'how many versions, 1 to 500', wholeNumber, 50)
    .option('--before <version>', 'only versions below this number', wholeNumber)
    .option('--author <id>', "only this author's")
    .option('--from <date>', 'created on or after a day (2025-10-01) or an instant (2025-10-01T10:00:00Z)')
    .option('--to <date>', 'created on or before a day, or before an instant')
    .option('--text <text>', 'only where it stands in notes, label, title or author')
    .option('--field <pointer>', 'only versions that changed this JSON Pointer, `*` = any item: /rules/*/when')
    .option('--oneline', 'one line a version')
    .addHelpText(
      'after',
      examples('policytrail log project-123', 'policytrail log project-123 --field /budgetUsd --from 2025-10-01'),
    )
    .action((policyId: string, options: LogOptions, command: Command) =>
      inSession({ host, command, access: 'read' }, (session) => log(session, policyId, options)),
    );
}

async function log(session: Session, policyId: string, options: LogOptions): Promise<Answer> {
  const query = queryOf(options, session.timeZone);
  const history = await session.trail.history(policyId, query);
  if (history.head === undefined) throw missingPolicy(policyId);
  const text = async (): Promise<string> => {
    const { versions, total } = history;
    if (versions.length === 0) return 'No versions match.';
    const entries = await readEntries(session, policyId, { versions, isShort: options.oneline === true });
    const oldest = versions.at(-1)?.version ?? 1;
    const isMore = versions.length === options.limit && oldest > 1;
    const more = `${versions.length} of ${grouped(total)} versions; older ones: --before ${oldest}`;
    return [...entries, ...(isMore ? [more] : [])].join(options.oneline ? '\n' : `\n${rule}\n`);
  };
  return { value: history, text, paged: true };
}

function queryOf({ limit, before, author, from, to, text, field }: LogOptions, timeZone: string): HistoryQuery {
  const filter = present({
    author,
    text,
    field,
    from: from === undefined ? undefined : fromInstant(from, timeZone),
    to: to === undefined ? undefined : toInstant(to, timeZone),
  });
  return { limit, filter, ...present({ before }) };
}

async function readEntries(
  { trail, formatInstant, colours }: Session,
  policyId: string,
  { versions, isShort }: { readonly versions: readonly VersionSummary[]; readonly isShort: boolean },
): Promise<readonly string[]> {
  const style = { standing: await readStanding(trail, policyId, versions), formatInstant, colours };
  if (isShort) return versions.map((version) => versionLine(version, style));
  const readFieldMap = fieldMapReader(trail);
  const entries: string[] = [];
  for (const version of versions) entries.push(await readEntry(version, { trail, style, readFieldMap }));
  return entries;
}

interface EntryReader {
  readonly trail: PolicyTrail;
  readonly style: HeadingStyle;
  readonly readFieldMap: ReturnType<typeof fieldMapReader>;
}

async function readEntry(version: VersionSummary, { trail, style, readFieldMap }: EntryReader): Promise<string> {
  if (version.corrupt !== undefined) return `Version ${version.version} cannot be read: ${safeLine(version.corrupt)}`;
  const lines = versionHeading(version, style);
  try {
    const whole = await trail.version(version.policyId, version.version);
    const map = await readFieldMap(version);
    const values = whole === undefined ? '' : keyValues(whole.policy, map);
    return [...lines, values, style.colours.dim(changeSummaryLine(version.changes, map))]
      .filter((line) => line !== '')
      .join('\n');
  } catch (error) {
    if (!isPolicytrailError(error, 'trail_corrupt')) throw error;
    return [...lines, `The policy cannot be read: ${safeLine(error.message)}`].join('\n');
  }
}
