import type { Pin } from '../../policy/pin.js';
import { compareCodePoints } from '../../storage/code-point-order.js';
import type { StoredVersion } from '../../storage/port.js';
import { canonicalJson, type JsonLimits } from '../../values/canonical-json.js';
import { invalidArgument, isPolicytrailError, PolicytrailError } from '../../values/error.js';
import type { JsonObject, JsonValue } from '../../values/json.js';
import { isSchemaPolicyId, schemaRequestId } from '../definition-documents.js';
import { type GrowingLineage, growLineage } from '../verify/lineage.js';
import { findPinFault } from '../verify/pin-checks.js';
import { checkSealed } from '../verify/version-checks.js';
import { type ArchiveManifest, archiveFormat, archiveLine, nextDigest } from './format.js';
import { object, readPin, readVersionHeader } from './read-records.js';
import type { Line } from './source/lines.js';

/** A whole archive, checked and held in memory; `changes` are yet to be rebuilt. */
export interface StagedArchive {
  readonly versions: readonly StoredVersion[];
  readonly pins: readonly Pin[];
}

type NamedHead = ArchiveManifest['heads'][number];

/** What has been read so far. The order of states is the order of an archive's lines. */
interface Staging {
  readonly limits: JsonLimits;
  state: 'manifest' | 'versions' | 'pins' | 'ended';
  digest: string;
  manifest: string;
  /** Of the policy of the last version. */
  lineage: GrowingLineage;
  readonly heads: NamedHead[];
  /** Where in `versions` a policy's version 1 stands. */
  readonly starts: Map<string, number>;
  readonly versions: StoredVersion[];
  readonly pins: Pin[];
}

/** Reads and checks every line of an archive. Throws `archive_invalid` naming the line. */
export async function stageArchive(lines: AsyncIterable<Line>, limits: JsonLimits): Promise<StagedArchive> {
  const lists = { heads: [], starts: new Map(), versions: [], pins: [] };
  const staging: Staging = { limits, state: 'manifest', digest: '', manifest: '', lineage: growLineage(), ...lists };
  let lastLine = 0;
  for await (const line of lines) {
    lastLine = line.number;
    stageLine(staging, line);
  }
  if (staging.state !== 'ended') throw invalid(lastLine, 'the archive is cut short: its last line is missing');
  return { versions: staging.versions, pins: staging.pins };
}

function stageLine(staging: Staging, { number, text }: Line): void {
  try {
    const record = object({ line: parseJson(text) }, 'line');
    if (staging.state === 'ended') throw invalidArgument('there is more after the end');
    if (staging.state === 'manifest') stageManifest(staging, object(record, 'manifest'), text);
    else if ('version' in record) stageVersion(staging, object(record, 'version'), text);
    else if ('pin' in record) stagePin(staging, object(record, 'pin'), text);
    else stageEnd(staging, text);
    staging.digest = nextDigest(staging.digest, text);
  } catch (error) {
    if (isPolicytrailError(error, 'invalid_argument')) throw invalid(number, error.message, error);
    throw isPolicytrailError(error, 'archive_invalid') ? invalid(number, error.message, error, error.details) : error;
  }
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
  const policy = object(record, 'policy');
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
  const start = staging.starts.get(pin.policyId);
  const version = start === undefined ? undefined : staging.versions[start + pin.policyVersion - 1];
  const fault = findPinFault(pin, version?.policyId === pin.policyId ? version : undefined);
  if (fault !== undefined) throw invalidArgument(fault);
  staging.state = 'pins';
  staging.pins.push(pin);
}

function stageEnd(staging: Staging, text: string): void {
  const { limits, digest, heads, versions, pins } = staging;
  const manifest = archiveLine({ manifest: { format: archiveFormat, heads } }, limits);
  const end = archiveLine({ end: { versions: versions.length, pins: pins.length, digest } }, limits);
  if (manifest !== staging.manifest || end !== text) {
    throw invalidArgument('lines are missing, added, moved or edited: counts, heads or digest differ');
  }
  staging.state = 'ended';
}

// A line that is what this release would write holds no other member, no duplicate key and no number that is rounded.
function assertWritten(text: string, written: string): void {
  if (text !== written) throw invalidArgument('the line is not in canonical form: it was edited');
}

function comparePins(one: Pin, other: Pin): number {
  return (
    compareCodePoints(one.policyId, other.policyId) ||
    compareCodePoints(one.subject.type, other.subject.type) ||
    compareCodePoints(one.subject.id, other.subject.id) ||
    compareCodePoints(one.subject.version, other.subject.version)
  );
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
  version: { readonly policyId?: string; readonly version?: number } = {},
): PolicytrailError {
  return new PolicytrailError('archive_invalid', `line ${line}: ${message}`, { ...version, line }, { cause });
}
