import type { VersionHeader, VersionOrigin } from '@policytrail/core';
import type { FormatInstant } from '../values/date.js';

/** Where versions of one policy stand now. */
export interface Standing {
  /** The version in force now. */
  readonly current: number | undefined;
  /** Versions that have yet to take effect. */
  readonly planned: ReadonlySet<number>;
  /** Versions taken back before they took effect. */
  readonly withdrawn: ReadonlySet<number>;
}

/** What sets a version apart, in words: `Current`, `Planned for …`, `Restored from version 2`. */
export function versionMarks(version: VersionHeader, standing: Standing, format: FormatInstant): readonly string[] {
  return [
    standing.current === version.version && 'Current',
    standing.planned.has(version.version) && `Planned for ${format(version.effectiveAt)}`,
    standing.withdrawn.has(version.version) && 'Withdrawn',
    version.withdraws !== null && `Withdraws version ${version.withdraws}`,
    originMark(version.origin),
  ].filter((mark) => typeof mark === 'string');
}

function originMark(origin: VersionOrigin): string | undefined {
  switch (origin.type) {
    case 'restored':
      return `Restored from version ${origin.version}`;
    case 'undone':
      return `Undoes version ${origin.version}`;
    case 'template':
      return `From template ${origin.name}`;
    case 'migrated':
      return 'Migrated';
    default:
      return undefined;
  }
}
