import { PolicytrailError, type StoredVersion } from '@policytrail/core';
import { versionValues } from '@policytrail/core/sql';
import type { Batch, HeadInBatch } from './batch.js';
import { assertInserted, changedPaths, insertPending, versionRefusal } from './insert-pending.js';

/** Inserts what waits and moves the heads that the batch reached; of one version alone in one statement. */
export async function finishBatch(batch: Batch): Promise<void> {
  const { writes, pending } = batch;
  const [version] = pending.versions;
  if (version !== undefined && writes.length === 1) {
    pending.versions.length = 0;
    await notify(batch, await insertNext(batch, version));
  } else {
    await insertPending(batch);
    await notify(batch, await moveHeads(batch));
  }
}

// Heard by others once it is committed.
async function notify({ session, connection }: Batch, moved: readonly StoredVersion[]): Promise<void> {
  const { channel, write } = connection;
  if (channel === null || moved.length === 0) return;
  await session.query(write.notify, [channel, moved.map(({ policyId }) => policyId)]);
}

/** Answers the heads that moved. */
async function insertNext(batch: Batch, version: StoredVersion): Promise<readonly StoredVersion[]> {
  const { session, connection } = batch;
  const moved = reachedHeads(batch);
  try {
    const { rowCount } = await session.query(connection.write.insertNext, [
      ...versionValues(version),
      changedPaths(version),
    ]);
    assertInserted(version, 1, rowCount);
  } catch (cause) {
    throw versionRefusal(batch, [version], cause);
  }
  return moved;
}

/** Answers the heads that moved. */
async function moveHeads(batch: Batch): Promise<readonly StoredVersion[]> {
  const { session, connection } = batch;
  const moved = reachedHeads(batch);
  const [first] = moved;
  if (first === undefined) return moved;
  if (moved.length === 1) {
    await session.query(connection.write.moveHead, [first.version, first.hash, first.policyId]);
    return moved;
  }
  await session.query(connection.write.moveHeads, [
    moved.map(({ policyId }) => policyId),
    moved.map(({ version }) => version),
    moved.map(({ hash }) => hash),
  ]);
  return moved;
}

// Compared with what the versions said, so that a head row that was changed or cut with its versions is found.
function reachedHeads({ heads }: Batch): readonly StoredVersion[] {
  return [...heads].flatMap(([policyId, { sealed, before, head }]) => {
    if (head === undefined || head.latest.version === before?.latest.version) return [];
    assertSealed(policyId, sealed, before?.latest);
    return [head.latest];
  });
}

function assertSealed(policyId: string, sealed: HeadInBatch['sealed'], latest: StoredVersion | undefined): void {
  if (sealed.version === (latest?.version ?? 0) && sealed.hash === (latest?.hash ?? '')) return;
  const version = latest?.version ?? 0;
  const message = `the head row of \`${policyId}\` does not say version ${version}, which is its newest`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version });
}
