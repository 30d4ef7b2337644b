import { type PolicyHead, PolicytrailError, type SealedHead } from '@policytrail/core';
import type { Writing } from '../database/tables.js';
import { ignore } from '../database/transaction.js';
import { headKey } from '../keys/row-key.js';
import { readHead, readSealedHead } from '../read/versions.js';
import type { LookAhead } from './look-ahead.js';

/** One append under way. */
export interface Batch {
  readonly transaction: Writing;
  /** By policy: what the batch has read or made of it. */
  readonly heads: Map<string, HeadInBatch>;
  /** The versions that are known to be there, as `<number> <policy id>`. */
  readonly versions: Set<string>;
  readonly ahead: LookAhead;
  /** What was being done, to tell what an error means. */
  readonly progress: { isInCallback: boolean };
}

interface HeadInBatch {
  /** What the head's row said before the batch. */
  readonly sealed: SealedHead | undefined;
  readonly before: SealedHead | undefined;
  readonly head: PolicyHead | undefined;
}

/** What is being done, before there is a batch. */
export type Progress = Batch['progress'];

/** Runs a callback of the writer's, so that what it throws is told from what the database throws. */
export function ask<T>({ progress }: Pick<Batch, 'progress'>, callback: () => T): T {
  progress.isInCallback = true;
  const answer = callback();
  progress.isInCallback = false;
  return answer;
}

/** The head as the batch has left it; read once. */
export async function readHeadOf(
  { heads, transaction }: Pick<Batch, 'heads' | 'transaction'>,
  policyId: string,
): Promise<HeadInBatch> {
  const known = heads.get(policyId);
  if (known !== undefined) return known;
  const [head, sealed] = await Promise.all([readHead(transaction, policyId), readSealedHead(transaction, policyId)]);
  const entry = { sealed, before: head?.latest, head };
  heads.set(policyId, entry);
  return entry;
}

/**
 * Writes the head's row where the batch moved it. Throws `trail_corrupt` where the row did not say before what the versions
 * did: it was changed, or versions were cut.
 */
export function moveHead({ transaction }: Batch, policyId: string, { sealed, before, head }: HeadInBatch): void {
  if (head === undefined || head.latest.version === before?.version) return;
  if (sealed?.version !== before?.version || sealed?.hash !== before?.hash) {
    const message = `the head row of \`${policyId}\` does not say version ${before?.version ?? 0}, which is its newest`;
    throw new PolicytrailError('trail_corrupt', message, { policyId, ...(before && { version: before.version }) });
  }
  const { version, hash } = head.latest;
  transaction.objectStore('heads').put({ policyId, version, hash }, headKey(policyId)).catch(ignore);
}
