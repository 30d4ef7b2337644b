import type { LegacyMigration, LegacyOutcome } from '@policytrail/core/legacy';
import { table } from '../layout/table.js';
import { counted, grouped } from '../values/count.js';
import { safeLine } from '../values/safe-text.js';

/** What a migration of legacy tables came to, and the rows that are named. */
export interface LegacyReport extends LegacyMigration {
  readonly columns: object;
  readonly rows: readonly LegacyOutcome[];
}

const mostRows = 200;

/** One line a row that is named, then the counts; `--json` has every row. */
export function legacyText(report: LegacyReport): string {
  const shown = report.rows.slice(0, mostRows);
  const rest = report.rows.length - shown.length;
  const more = rest === 0 ? [] : [`… and ${counted(rest, 'more row')}: --json has them all`];
  return [
    ...(shown.length === 0 ? [] : [table(shown.map((row) => cells(row, report)))]),
    ...more,
    ...sums(report),
  ].join('\n');
}

function cells(
  { table: name, row, id, status, version, message }: LegacyOutcome,
  { dryRun }: LegacyMigration,
): string[] {
  const verb = dryRun && (status === 'saved' || status === 'pinned') ? `to be ${status}` : status.replace('_', ' ');
  const said = version === null ? message : `version ${version}`;
  return [verb, name, row, id === null ? '–' : safeLine(id), safeLine(said)];
}

function sums({ dryRun, policies, runs }: LegacyReport): readonly string[] {
  const of = (count: number, what: string): string => `${grouped(count)} ${what}`;
  const would = dryRun ? 'to be ' : '';
  const ofPolicies = [
    of(policies.saved, `${would}saved`),
    of(policies.alreadySaved, 'already saved'),
    of(policies.skipped, 'skipped'),
    of(policies.refused, 'refused'),
  ];
  const ofRuns = [
    of(runs.pinned, `${would}pinned`),
    of(runs.alreadyPinned, 'already pinned'),
    of(runs.unpinned, 'not to be pinned'),
    of(runs.refused, 'refused'),
  ];
  return [
    `${counted(policies.rows, 'policy', 'policies')}: ${ofPolicies.join(', ')}.`,
    `${counted(runs.rows, 'run')}: ${ofRuns.join(', ')}.`,
    ...(dryRun ? ['Nothing was stored: this was a dry run.'] : []),
  ];
}
