import type { Instant, PolicyHead, SealedHead, StoredVersion, VersionSummary } from '@policytrail/core';
import type { DocumentRow, Reading } from '../database/tables.js';
import { orderKey } from '../keys/order-key.js';
import { afterAll, between, under } from '../keys/range.js';
import { headKey, versionKey } from '../keys/row-key.js';
import { firstRows, lastRows } from './pages.js';

export async function readHead(transaction: Reading, policyId: string): Promise<PolicyHead | undefined> {
  const summary = await readLatest(transaction, policyId);
  if (summary === undefined) return undefined;
  const [latest, timeline] = await Promise.all([
    withDocument(transaction, summary),
    readTimeline(transaction, summary),
  ]);
  return { latest, timeline };
}

/** The version with the highest number. */
export async function readLatest(transaction: Reading, policyId: string): Promise<VersionSummary | undefined> {
  const [latest] = await lastRows(transaction.objectStore('versions'), under(orderKey(policyId)), 1);
  return latest;
}

/** What the head row says, whatever the versions say. */
export async function readSealedHead(transaction: Reading, policyId: string): Promise<SealedHead | undefined> {
  const row = await transaction.objectStore('heads').get(headKey(policyId));
  return row && { version: row.version, hash: row.hash };
}

export async function readVersion(
  transaction: Reading,
  policyId: string,
  version: number,
): Promise<StoredVersion | undefined> {
  return withDocumentOf(transaction, await transaction.objectStore('versions').get(versionKey(policyId, version)));
}

export async function readLabelled(
  transaction: Reading,
  policyId: string,
  label: string,
): Promise<StoredVersion | undefined> {
  return withDocumentOf(transaction, await transaction.objectStore('versions').index('label').get([policyId, label]));
}

export async function readRequest(
  transaction: Reading,
  policyId: string,
  requestId: string,
): Promise<StoredVersion | undefined> {
  const index = transaction.objectStore('versions').index('request');
  return withDocumentOf(transaction, await index.get([policyId, requestId]));
}

export async function readInForce(
  transaction: Reading,
  policyId: string,
  at: Instant,
): Promise<StoredVersion | undefined> {
  return withDocumentOf(transaction, await findInForce(transaction, policyId, at));
}

/** Whole versions with a number over `after`, lowest first. */
export async function readVersions(
  transaction: Reading,
  { policyId, after, limit }: { readonly policyId: string; readonly after: number; readonly limit: number },
): Promise<readonly StoredVersion[]> {
  const policy = orderKey(policyId);
  const range = between({ key: [policy, after], isOpen: true }, { key: afterAll([policy]) });
  const [summaries, documents] = await Promise.all([
    firstRows(transaction.objectStore('versions'), range, limit),
    firstRows(transaction.objectStore('documents'), range, limit),
  ]);
  const byVersion = new Map(documents.map((document) => [document.version, document]));
  return summaries.map((summary) => wholeVersion(summary, byVersion.get(summary.version)));
}

async function readTimeline(transaction: Reading, latest: VersionSummary): Promise<readonly VersionSummary[]> {
  const { policyId, createdAt, effectiveAt } = latest;
  const range = between({ key: afterAll([policyId, createdAt]) }, { key: afterAll([policyId]) });
  const planned = await firstRows(
    transaction.objectStore('versions').index('effective'),
    range,
    Number.POSITIVE_INFINITY,
  );
  const standing: VersionSummary[] = [];
  for (const version of planned) {
    if (!(await isWithdrawn(transaction, version))) standing.push(version);
  }
  // The newest version, in force from its own creation, is what is in force then.
  const inForce = effectiveAt === createdAt ? latest : await findInForce(transaction, policyId, createdAt);
  if (inForce !== undefined) standing.push(inForce);
  return standing.sort((one, other) => one.version - other.version);
}

// Nearly always the first step: only a plan can be withdrawn.
async function findInForce(transaction: Reading, policyId: string, at: Instant): Promise<VersionSummary | undefined> {
  const range = between({ key: [policyId] }, { key: afterAll([policyId, at]) });
  const index = transaction.objectStore('versions').index('effective');
  let place = await index.openCursor(range, 'prev');
  while (place !== null && (await isWithdrawn(transaction, place.value))) place = await place.continue();
  return place?.value;
}

async function isWithdrawn(
  transaction: Reading,
  { policyId, version }: Pick<VersionSummary, 'policyId' | 'version'>,
): Promise<boolean> {
  return (await transaction.objectStore('versions').index('withdraws').getKey([policyId, version])) !== undefined;
}

async function withDocumentOf(
  transaction: Reading,
  summary: VersionSummary | undefined,
): Promise<StoredVersion | undefined> {
  return summary && withDocument(transaction, summary);
}

async function withDocument(transaction: Reading, summary: VersionSummary): Promise<StoredVersion> {
  const key = versionKey(summary.policyId, summary.version);
  return wholeVersion(summary, await transaction.objectStore('documents').get(key));
}

function wholeVersion(summary: VersionSummary, document: DocumentRow | undefined): StoredVersion {
  if (document !== undefined) return { ...summary, policyJson: document.policyJson };
  return { ...summary, policyJson: '', corrupt: 'the policy is not there' };
}
