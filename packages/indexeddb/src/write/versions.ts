import {
  assertNextVersion,
  headAfter,
  labelTaken,
  type Pin,
  type PinWrite,
  type PolicyHead,
  pinWithoutVersion,
  type StoredVersion,
  type VersionWrite,
  type WriteOutcome,
} from '@policytrail/core';
import { ignore } from '../database/transaction.js';
import { pinKey, versionKey } from '../keys/row-key.js';
import { readPin } from '../read/pins.js';
import { readHead, readRequest } from '../read/versions.js';
import { ask, type Batch, readHeadOf } from './batch.js';

/** Throws `trail_corrupt` for a version that does not continue the chain, `label_taken` where its label is in use. */
export async function putVersion(batch: Batch, write: VersionWrite): Promise<WriteOutcome> {
  const { policyId, requestId } = write;
  const stored = batch.ahead.isNew(write) ? undefined : await readRequest(batch.transaction, policyId, requestId);
  if (stored !== undefined) {
    ask(batch, () => write.recognise(stored));
    return { kind: 'version', status: 'already_stored', version: stored };
  }
  const known = await readHeadOf(batch, policyId);
  const version = ask(batch, () => write.decide(known.head));
  if (version === undefined) return { kind: 'version', status: 'declined', head: known.head };
  assertNextVersion(version, write, known.head?.latest);
  await assertLabelFree(batch, version);
  addVersion(batch, version);
  const head = headAfter(known.head, version) ?? (await readHead(batch.transaction, policyId));
  batch.heads.set(policyId, { ...known, head });
  return { kind: 'version', status: 'appended', version };
}

/** Throws `trail_corrupt` where the pinned version is not there. */
export async function putPin(batch: Batch, write: PinWrite): Promise<WriteOutcome> {
  const { policyId, subject } = write;
  const stored = await readPin(batch.transaction, policyId, subject);
  if (stored !== undefined) {
    ask(batch, () => write.recognise(stored));
    return { kind: 'pin', status: 'already_stored', pin: stored };
  }
  const { head } = await readHeadOf(batch, policyId);
  const pin = ask(batch, () => write.decide(head));
  assertPinFits(pin, policyId, head);
  batch.transaction.objectStore('pins').add(pin, pinKey(policyId, pin.subject)).catch(ignore);
  return { kind: 'pin', status: 'appended', pin };
}

function addVersion({ transaction }: Batch, { policyJson, corrupt: _corrupt, ...summary }: StoredVersion): void {
  const { policyId, version } = summary;
  const key = versionKey(policyId, version);
  transaction.objectStore('versions').add(summary, key).catch(ignore);
  transaction.objectStore('documents').add({ policyId, version, policyJson }, key).catch(ignore);
}

async function assertLabelFree({ transaction }: Batch, { policyId, label }: StoredVersion): Promise<void> {
  if (label === null) return;
  const holder = await transaction.objectStore('versions').index('label').getKey([policyId, label]);
  if (holder === undefined) return;
  const [, version] = holder;
  throw labelTaken(policyId, label, version);
}

function assertPinFits(pin: Pin, policyId: string, head: PolicyHead | undefined): void {
  const version = pin.policyVersion;
  const isThere = head !== undefined && Number.isSafeInteger(version) && version >= 1 && version <= head.latest.version;
  if (pin.policyId !== policyId || !isThere) throw pinWithoutVersion(policyId, version);
}
