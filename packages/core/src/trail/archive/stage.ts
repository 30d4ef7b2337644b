import type { Pin } from '../../policy/pin.js';
import { isSchemaPolicyId } from '../../policy/schema-policy-id.js';
import { readObject } from '../../record/read/member.js';
import { compareCodePoints } from '../../storage/filter/code-point-order.js';
import { compareSubjects } from '../../storage/filter/subject-order.js';
import type { StoredVersion, WholeEvaluation } from '../../storage/port.js';
import { canonicalJson, type JsonLimits } from '../../values/canonical/canonical-json.js';
import { invalidArgument, isPolicytrailError, PolicytrailError } from '../../values/error.js';
import type { JsonObject, JsonValue } from '../../values/json.js';
import { schemaRequestId } from '../definition-documents.js';
import { type GrowingLineage, growLineage } from '../verify/lineage.js';
import { findPinFault } from '../verify/pin-checks.js';
import { checkSealed } from '../verify/version-checks.js';
import {
  type ArchiveCounts,
  type ArchiveManifest,
  archiveFormat,
  archiveLine,
  assertWritten,
  nextDigest,
} from './format.js';
import { readPin, readVersionHeader } from './read-records.js';
import { type StagedEvaluation, stageEvaluation, stageReview } from './records/stage-records.js';
import type { Line } from './source/lines.js';

/** A whole archive, checked and held in memory; `changes` are yet to be rebuilt. */
export interface StagedArchive {
  readonly versions: readonly StoredVersion[];
  readonly pins: readonly Pin[];
  readonly evaluations: readonly WholeEvaluation[];
}

type NamedHead = ArchiveManifest['heads'][number];

/** What has been read so far. The order of states is the order of an archive's lines. */
interface Staging {
  readonly limits: JsonLimits;
  state: 'manifest' | 'versions' | 'pins' | 'evaluations' | 'ended';
  digest: string;
  manifest: string;
  /** Of the policy of the last version. */
  lineage: GrowingLineage;
  readonly heads: NamedHead[];
  /** Where in `versions` a policy's version 1 stands. */
  readonly starts: Map<string, number>;
  readonly versions: StoredVersion[];
  readonly pins: Pin[];
  readonly evaluations: StagedEvaluation[];
}

/** Reads and checks every line of an archive. Throws `archive_invalid` naming the line. */
export async function stageArchive(lines: AsyncIterable<Line>, limits: JsonLimits): Promise<StagedArchive> {
  const lists = { heads: [], starts: new Map(), versions: [], pins: [], evaluations: [] };
  const staging: Staging = { limits, state: 'manifest', digest: '', manifest: '', lineage: growLineage(), ...lists };
  let lastLine = 0;
  for await (const line of lines) {
    lastLine = line.number;
    stageLine(staging, line);
  }
  if (staging.state !== 'ended') throw invalid(lastLine, 'the archive is cut short: its last line is missing');
  const { versions, pins, evaluations } = staging;
  return { versions, pins, evaluations };
}

function stageLine(staging: Staging, { number, text }: Line): void {
  try {
    const record = readObject({ line: parseJson(text) }, 'line');
    if (staging.state === 'ended') throw invalidArgument('there is more after the end');
    if (staging.state === 'manifest') stageManifest(staging, readObject(record, 'manifest'), text);
    else stageRecord(staging, record, text);
    staging.digest = nextDigest(staging.digest, text);
  } catch (error) {
    if (isPolicytrailError(error, 'invalid_argument')) throw invalid(number, error.message, error);
    throw isPolicytrailError(error, 'archive_invalid') ? invalid(number, error.message, error, error.details) : error;
  }
}

function stageRecord(staging: Staging, record: JsonObject, text: string): void {
  const { evaluations, limits } = staging;
  if ('version' in record) stageVersion(staging, readObject(record, 'version'), text);
  else if ('pin' in record) stagePin(staging, readObject(record, 'pin'), text);
  else if ('evaluation' in record) {
    const line = { record: readObject(record, 'evaluation'), text, limits };
    stageEvaluation(evaluations, line, (evaluation) => findVersion(staging, evaluation));
    staging.state = 'evaluations';
  } else if ('review' in record) stageReview(evaluations, { record: readObject(record, 'review'), text, limits });
  else stageEnd(staging, text);
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new PolicytrailError('invalid_argument', 'it is not JSON', {}, { cause });
  }
}

// Whether its heads are those of the versions shows at the end.
function stageManifest(staging: Staging, { format }: JsonObject, text: string): void {
  if (format !== archiveFormat) throw invalidArgument(`it is not an archive of the format ${archiveFormat}`);
  staging.manifest = text;
  staging.state = 'versions';
}

function stageVersion(staging: Staging, record: JsonObject, text: string): void {
  const header = readVersionHeader(record);
  const policy = readObject(record, 'policy');
  assertWritten(text, archiveLine({ version: { ...header, policy } }, staging.limits));
  const stored: StoredVersion = { ...header, changes: null, policyJson: canonicalJson(policy, staging.limits) };
  const { policyId, version } = stored;
  const isFirst = staging.heads.at(-1)?.policyId !== policyId;
  if (staging.state !== 'versions' || !isNext(staging.heads.at(-1), stored)) throw faulty(stored, 'it is out of order');
  if (isFirst) staging.lineage = growLineage();
  const [problem] = checkSealed(stored, staging.lineage.before(version));
  if (problem !== undefined) throw faulty(stored, problem.message);
  if (isSchemaPolicyId(policyId) && stored.requestId !== schemaRequestId(stored)) {
    throw faulty(stored, 'its request id is not that of the definition');
  }
  staging.lineage.add(stored);
  if (isFirst) staging.starts.set(policyId, staging.versions.length);
  else staging.heads.pop();
  staging.heads.push({ policyId, version, hash: stored.hash });
  staging.versions.push(stored);
}

function isNext(head: NamedHead | undefined, { policyId, version }: StoredVersion): boolean {
  if (head?.policyId === policyId) return version === head.version + 1;
  return version === 1 && (head === undefined || compareCodePoints(head.policyId, policyId) < 0);
}

function stagePin(staging: Staging, record: JsonObject, text: string): void {
  const pin = readPin(record);
  assertWritten(text, archiveLine({ pin }, staging.limits));
  const last = staging.pins.at(-1);
  if (last !== undefined && comparePins(last, pin) >= 0) throw invalidArgument('the pin is out of order');
  if (staging.state === 'evaluations') throw invalidArgument('the pin is out of order');
  const fault = findPinFault(pin, findVersion(staging, pin));
  if (fault !== undefined) throw invalidArgument(fault);
  staging.state = 'pins';
  staging.pins.push(pin);
}

/** A version that has been read, by its policy and number. */
function findVersion(
  { starts, versions }: Staging,
  { policyId, policyVersion }: { readonly policyId: string; readonly policyVersion: number },
): StoredVersion | undefined {
  const start = starts.get(policyId);
  const version = start === undefined ? undefined : versions[start + policyVersion - 1];
  return version?.policyId === policyId ? version : undefined;
}

function stageEnd(staging: Staging, text: string): void {
  const { limits, digest, heads } = staging;
  const manifest = archiveLine({ manifest: { format: archiveFormat, heads } }, limits);
  const end = archiveLine({ end: { ...countsOf(staging), digest } }, limits);
  if (manifest !== staging.manifest || end !== text) {
    throw invalidArgument('lines are missing, added, moved or edited: counts, heads or digest differ');
  }
  staging.state = 'ended';
}

function countsOf({ versions, pins, evaluations }: Staging): ArchiveCounts {
  const counts = { versions: versions.length, pins: pins.length };
  if (evaluations.length === 0) return counts;
  return {
    ...counts,
    evaluations: evaluations.length,
    reviews: evaluations.reduce((sum, { reviews }) => sum + reviews.length, 0),
    erasures: evaluations.filter(({ evaluation }) => evaluation.erasure !== null).length,
  };
}

function comparePins(one: Pin, other: Pin): number {
  return compareCodePoints(one.policyId, other.policyId) || compareSubjects(one.subject, other.subject);
}

function faulty({ policyId, version }: StoredVersion, message: string): PolicytrailError<'archive_invalid'> {
  return new PolicytrailError('archive_invalid', `version ${version} of \`${policyId}\`: ${message}`, {
    policyId,
    version,
  });
}

function invalid(
  line: number,
  message: string,
  cause?: unknown,
  place: { readonly policyId?: string; readonly version?: number; readonly evaluationId?: string } = {},
): PolicytrailError {
  return new PolicytrailError('archive_invalid', `line ${line}: ${message}`, { ...place, line }, { cause });
}
