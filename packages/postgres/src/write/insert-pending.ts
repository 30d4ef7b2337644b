import { PolicytrailError, type StoredVersion } from '@policytrail/core';
import { pinColumns, pinValues, versionColumns, versionValues } from '@policytrail/core/sql';
import { constraintOf, isConstraint, isTaken } from '../driver/errors.js';
import type { Batch } from './batch.js';
import { insertEvaluations } from './records/insert-evaluations.js';
import { fitting } from './rows/fitting.js';
import { indexedPath } from './rows/indexed-path.js';
import { insertRows } from './rows/insert-rows.js';

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

async function insertVersions(
  { session, connection: { names }, requests }: Batch,
  versions: readonly StoredVersion[],
): Promise<void> {
  const [first] = versions;
  if (first === undefined) return;
  try {
    await insertRows(session, { table: names.versions, columns: versionColumns }, versions.map(versionValues));
  } catch (cause) {
    if (isTaken(cause) && constraintOf(cause).startsWith(`${names.prefix}label`))
      throw new LabelRefused([...requests.values()], cause);
    throw isRaced(cause, names.prefix) || !isConstraint(cause) ? cause : misfit(first, versions.length, cause);
  }
  const changes = versions.flatMap(({ policyId, version, changes: changed }) =>
    [...new Set(changed?.fields.map(indexedPath) ?? [])].map((path) => [policyId, path, version]),
  );
  await insertRows(session, { table: names.changes, columns: 'policy_id, path, version' }, changes);
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
