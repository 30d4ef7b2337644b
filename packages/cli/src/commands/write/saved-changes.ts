import type { JsonObject, SaveResult } from '@policytrail/core';
import { isPolicytrailError } from '@policytrail/core';
import { safeLine } from '../../output/values/safe-text.js';
import { changeSummaryLine } from '../../output/versions/change-summary.js';
import { diffText } from '../../output/versions/diff-text.js';
import type { Session } from '../../session.js';
import { fieldMapReader } from '../read/field-maps.js';

/** What a save changed against the version before, as `log` tells it, with a warning where no rule is left; else nothing. */
export async function savedChanges(session: Session, result: SaveResult): Promise<readonly string[]> {
  if (result.status !== 'saved') return [];
  try {
    return [...(await changeLines(session, result)), ...(await lostRules(session, result))];
  } catch (error) {
    // What was saved stays saved, also where what stood before can't be read.
    if (!isPolicytrailError(error)) throw error;
    return [unreadable(error.message)];
  }
}

function unreadable(reason: string): string {
  return `What it changed can not be read: ${safeLine(reason)}`;
}

async function changeLines({ trail, colours }: Session, { version, preview }: SaveResult): Promise<readonly string[]> {
  if (preview === undefined && version.version === 1) return [];
  const map = await fieldMapReader(trail)(version);
  if (preview !== undefined) return preview.length === 0 ? [] : [diffText(preview, map, colours)];
  const { versions } = await trail.history(version.policyId, { before: version.version + 1, limit: 1 });
  return versions.map(({ changes, corrupt }) =>
    corrupt === undefined ? colours.dim(changeSummaryLine(changes, map)) : unreadable(corrupt),
  );
}

// A file written without them takes them all away, and what was refused until now passes.
async function lostRules({ trail, colours }: Session, { version, preview }: SaveResult): Promise<readonly string[]> {
  if (version.version === 1 || hasRules(version.policy)) return [];
  const before = await trail.version(version.policyId, version.version - 1);
  if (before === undefined || !hasRules(before.policy)) return [];
  const [has, will] = preview === undefined ? ['has', 'will'] : ['would have', 'would'];
  const text = `version ${version.version} ${has} no rules any more: everything it judges ${will} be approved`;
  return [`${colours.yellow('warning')} ${text}`];
}

function hasRules({ rules }: JsonObject): boolean {
  return Array.isArray(rules) && rules.length > 0;
}
