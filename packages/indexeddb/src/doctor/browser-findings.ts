import type { Database } from '../database/tables.js';
import { type Finding, ok, warning } from './finding.js';

// Where a site has used so much of its room, an append may soon be refused.
const nearlyFull = 0.9;

/** Whether the browser has promised to keep the data. */
export async function persistenceFinding(): Promise<Finding> {
  if (navigator.storage?.persisted === undefined) {
    return warning('the browser does not say whether it keeps the data: it may evict it, all at once');
  }
  if (await navigator.storage.persisted()) return ok('the browser keeps the data until the user deletes it');
  return warning(
    'the browser may evict the data when room is short, and forgets it with a private window: ask it to keep it with `persist()`',
  );
}

/** How much room the browser grants, and how much of it the whole site uses. */
export async function quotaFinding(): Promise<Finding> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  if (usage === undefined || quota === undefined) return warning('the browser does not say how much room there is');
  const said = `this site uses ${inMegabytes(usage)} of ${inMegabytes(quota)}`;
  return usage < nearlyFull * quota ? ok(said) : warning(`${said}: appends may soon be refused`);
}

/** Whether the browser has thrown this site's data away, as far as it told. */
export async function lossesFinding(database: Database): Promise<Finding> {
  const losses = await database.getAll('losses');
  const last = losses.at(-1);
  if (last === undefined) return ok('the browser has not said that it threw data away');
  return warning(
    `the browser threw away all that was stored before ${last.at}, as it found it damaged (${last.reason}): import it from an archive`,
  );
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
