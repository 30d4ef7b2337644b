import { PolicytrailError, type StoredVersion } from '@policytrail/core';
import { pinColumns, pinValues, versionColumns, versionValues } from '@policytrail/core/sql';
import { constraintOf, isConstraint, isTaken } from '../../driver/errors.js';
import { insertEvaluations } from '../records/insert-evaluations.js';
import { fitting } from '../rows/fitting.js';
import { indexedPath } from '../rows/indexed-path.js';
import { insertRows, insertsOf } from '../rows/insert-rows.js';
import type { Batch } from './batch.js';

/** Of the versions that a batch knows, one has a label that is in use: who has it can be asked once all is rolled back. */
export class LabelRefused extends Error {
  readonly versions: readonly StoredVersion[];

  constructor(versions: readonly StoredVersion[], cause: unknown) {
    super('a label is in use', { cause });
    this.versions = versions;
  }
}

/** Inserts all that waits, table by table. */
export async function insertPending(batch: Batch): Promise<void> {
  const { pending } = batch;
  const [versions, pins] = [pending.versions.splice(0), pending.pins.splice(0)];
  const evaluations = pending.evaluations.splice(0);
  await insertVersions(batch, versions);
  await insertPins(batch, pins);
  await insertEvaluations(batch, evaluations);
}

/** The changed fields of a version as rows hold them. */
export function changedPaths({ changes }: StoredVersion): readonly string[] {
  return [...new Set(changes?.fields.map(indexedPath) ?? [])];
}

/** What it means that the database refused versions: a label in use, a rival that was quicker, or a row that does not fit. */
export function versionRefusal(
  { connection: { names }, requests }: Batch,
  versions: readonly StoredVersion[],
  cause: unknown,
): unknown {
  if (isTaken(cause) && constraintOf(cause).startsWith(`${names.prefix}label`))
    return new LabelRefused([...requests.values()], cause);
  const [first] = versions;
  const isOurs = first !== undefined && isConstraint(cause) && !isRaced(cause, names.prefix);
  return isOurs ? misfit(first, versions.length, cause) : cause;
}

async function insertVersions(batch: Batch, versions: readonly StoredVersion[]): Promise<void> {
  const { session, connection } = batch;
  const { names } = connection;
  const changes = versions.flatMap((version) =>
    changedPaths(version).map((path) => [version.policyId, path, version.version]),
  );
  try {
    const inserts = insertsOf({ table: names.versions, columns: versionColumns }, versions.map(versionValues));
    const answers = await session.queryAll([
      ...inserts,
      ...insertsOf({ table: names.changes, columns: 'policy_id, path, version' }, changes),
    ]);
    const inserted = answers.slice(0, inserts.length).reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
    const [first] = versions;
    if (first !== undefined) assertInserted(first, versions.length, inserted);
  } catch (cause) {
    throw versionRefusal(batch, versions, cause);
  }
}

/** Throws `trail_corrupt` where the database took fewer rows than it was given, as a trigger can make it. */
export function assertInserted({ policyId, version }: StoredVersion, wanted: number, inserted: number | null): void {
  if (inserted === wanted) return;
  const message = `${wanted - (inserted ?? 0)} of ${wanted} versions from version ${version} of \`${policyId}\` on were not stored: is there a trigger that leaves rows out`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version });
}

async function insertPins({ session, connection: { names } }: Batch, pins: Batch['pending']['pins']): Promise<void> {
  const [first] = pins;
  if (first === undefined) return;
  await fitting('a pin', first.policyId, () =>
    insertRows(session, { table: names.pins, columns: pinColumns }, pins.map(pinValues)),
  );
}

// Somebody wrote without the lock: looked at again, the number or the request is there.
function isRaced(cause: unknown, prefix: string): boolean {
  const name = constraintOf(cause);
  return isTaken(cause) && ['versions_key', 'versions_request'].some((key) => name.startsWith(prefix + key));
}

function misfit({ policyId, version }: StoredVersion, count: number, cause: unknown): PolicytrailError {
  const which = count === 1 ? `version ${version}` : `one of ${count} versions from ${version} on`;
  const message = `${which} of \`${policyId}\` does not fit what is stored`;
  return new PolicytrailError('trail_corrupt', message, { policyId, version }, { cause });
}
