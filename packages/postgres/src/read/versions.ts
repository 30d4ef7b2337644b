import type { Instant, Pin, PolicyHead, SealedHead, StoredVersion, SubjectKey, VersionHeader } from '@policytrail/core';
import { toPin, toStoredVersion, toSummary, toWholeVersion } from '@policytrail/core/sql';
import type { PostgresResult } from '../driver/client.js';
import type { Session } from '../driver/session.js';
import type { KnownPart, ReadStatements } from './statements.js';

/** What a batch of versions has to know, as it is at one moment. */
export interface Known {
  /** By policy. */
  readonly heads: ReadonlyMap<string, PolicyHead>;
  /** Versions that the requests asked for have made before. */
  readonly requests: readonly StoredVersion[];
}

export interface Asked {
  readonly policyIds: readonly string[];
  readonly requests: readonly { readonly policyId: string; readonly requestId: string }[];
}

export async function readKnown(session: Session, read: ReadStatements, asked: Asked): Promise<Known> {
  const { rows } = await askKnown(session, read, asked);
  const timelines = new Map<string, VersionHeader[]>();
  const latest: StoredVersion[] = [];
  const requests: StoredVersion[] = [];
  for (const row of rows as { readonly part: KnownPart; readonly policy_id: string }[]) {
    if (row.part === 'latest') latest.push(toWholeVersion(row));
    else if (row.part === 'request') requests.push(toWholeVersion(row));
    else timelines.set(row.policy_id, [...(timelines.get(row.policy_id) ?? []), toSummary(row)]);
  }
  const heads = latest.map(
    (version) => [version.policyId, headOf(version, timelines.get(version.policyId) ?? [])] as const,
  );
  return { heads: new Map(heads), requests };
}

function askKnown(session: Session, read: ReadStatements, { policyIds, requests }: Asked): Promise<PostgresResult> {
  const [policyId, ...more] = policyIds;
  const [request, ...others] = requests;
  if (policyId !== undefined && more.length + others.length === 0) {
    // No request has an empty id.
    return session.query(read.knownOfOne, [policyId, request?.policyId ?? policyId, request?.requestId ?? '']);
  }
  return session.query(read.known, [
    policyIds,
    requests.map((asked) => asked.policyId),
    requests.map((asked) => asked.requestId),
  ]);
}

export async function readHead(
  session: Session,
  read: ReadStatements,
  policyId: string,
): Promise<PolicyHead | undefined> {
  const { heads } = await readKnown(session, read, { policyIds: [policyId], requests: [] });
  return heads.get(policyId);
}

/** What the head row says, whatever the versions say. */
export async function readSealedHead(
  session: Session,
  read: ReadStatements,
  policyId: string,
): Promise<SealedHead | undefined> {
  const { rows } = await session.query(read.sealedHead, [policyId]);
  const [row] = rows as readonly SealedHead[];
  return row && { version: Number(row.version), hash: row.hash };
}

/** The numbers of the heads, by policy. */
export async function readHeadNumbers(
  session: Session,
  read: ReadStatements,
  policyIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await session.query(read.headNumbers, [policyIds]);
  return new Map((rows as readonly HeadNumber[]).map(({ policy_id, version }) => [policy_id, Number(version)]));
}

interface HeadNumber {
  readonly policy_id: string;
  readonly version: number | string;
}

export async function readVersion(
  session: Session,
  read: ReadStatements,
  policyId: string,
  version: number,
): Promise<StoredVersion | undefined> {
  return toStoredVersion((await session.query(read.version, [policyId, version])).rows[0]);
}

export async function readLabelled(
  session: Session,
  read: ReadStatements,
  policyId: string,
  label: string,
): Promise<StoredVersion | undefined> {
  return toStoredVersion((await session.query(read.labelled, [policyId, label])).rows[0]);
}

export async function readInForce(
  session: Session,
  read: ReadStatements,
  policyId: string,
  at: Instant,
): Promise<StoredVersion | undefined> {
  return toStoredVersion((await session.query(read.inForce, [policyId, at])).rows[0]);
}

/** Whole versions with a number over `after`, lowest first. */
export async function readVersions(
  session: Session,
  read: ReadStatements,
  { policyId, after, limit }: { readonly policyId: string; readonly after: number; readonly limit: number },
): Promise<readonly StoredVersion[]> {
  return (await session.query(read.versionsAfter, [policyId, after, limit])).rows.map(toWholeVersion);
}

export async function readPin(
  session: Session,
  read: ReadStatements,
  policyId: string,
  { type, id, version }: SubjectKey,
): Promise<Pin | undefined> {
  const { rows } = await session.query(read.pin, [policyId, type, id, version]);
  return rows[0] === undefined ? undefined : toPin(rows[0]);
}

export async function readPins(
  session: Session,
  read: ReadStatements,
  { policyId, after, limit }: { readonly policyId: string; readonly after?: SubjectKey; readonly limit: number },
): Promise<readonly Pin[]> {
  const { rows } =
    after === undefined
      ? await session.query(read.pinsFirst, [policyId, limit])
      : await session.query(read.pinsAfter, [policyId, after.type, after.id, after.version, limit]);
  return rows.map(toPin);
}

function headOf(latest: StoredVersion, others: readonly VersionHeader[]): PolicyHead {
  const isInForce = latest.effectiveAt === latest.createdAt;
  const timeline = [...(isInForce ? [latest] : []), ...others].sort((one, other) => one.version - other.version);
  return { latest, timeline };
}
