import type { Pin } from '../../policy/pin.js';
import { isSchemaPolicyId } from '../../policy/schema-policy-id.js';
import { sealVersion } from '../../policy/seal.js';
import type { PinWrite, PolicyHead, StoredVersion, VersionWrite, WriteOutcome } from '../../storage/port.js';
import { PolicytrailError } from '../../values/error.js';
import { laterOf } from '../../values/instant.js';
import { onlyKnown } from '../../values/options/only-known.js';
import type { TrailContext } from '../context.js';
import { changesBetween, policyOf } from '../stored-policy.js';
import type { ArchiveImport, ByteSource, ImportArchiveOptions, Progress } from '../trail.js';
import { lineLimits } from './format.js';
import { rebuildChanges } from './rebuild-changes.js';
import { recordCounts, recordWrites } from './records/import-records.js';
import { readPlainBytes } from './source/bytes.js';
import { type Line, readLines } from './source/lines.js';
import { stageArchive } from './stage.js';

const defaultMaxBytes = 268_435_456;

/** Reads and checks a whole archive, then stores it in one transaction. */
export async function importArchive(
  context: TrailContext,
  source: ByteSource,
  options: ImportArchiveOptions = {},
): Promise<ArchiveImport> {
  const { maxBytes = defaultMaxBytes, onProgress } = onlyKnown('importArchive', ['maxBytes', 'onProgress'], options);
  const maxLineLength = lineLimits(context.limits).maxBytes;
  const lines = readLines(readPlainBytes(source), { maxBytes, maxLineLength });
  const staged = await stageArchive(withProgress(lines, onProgress), context.limits);
  const versions = await rebuildChanges(context, staged.versions);
  const outcomes = await context.store.append([
    ...versions.map(versionWrite),
    ...staged.pins.map(pinWrite),
    ...staged.evaluations.flatMap(recordWrites),
  ]);
  for (const outcome of outcomes) announceAppended(context, outcome);
  return {
    policies: new Set(versions.map(({ policyId }) => policyId)).size,
    versions: tally(outcomes, 'version'),
    pins: tally(outcomes, 'pin'),
    ...recordCounts(staged.evaluations, outcomes),
  };
}

function versionWrite(version: StoredVersion): VersionWrite {
  const { policyId, requestId } = version;
  return {
    kind: 'version',
    policyId,
    requestId,
    decide(head) {
      if ((head?.latest.hash ?? null) === version.previousHash) return version;
      if (head !== undefined && isSchemaPolicyId(policyId)) return resealed(head, version);
      throw diverged(version);
    },
    recognise(stored) {
      const isSame = stored.hash === version.hash;
      const isSameDocument = isSchemaPolicyId(policyId) && stored.contentHash === version.contentHash;
      if (!isSame && !isSameDocument) throw diverged(version);
    },
  };
}

function pinWrite(pin: Pin): PinWrite {
  const { policyId, subject } = pin;
  return {
    kind: 'pin',
    policyId,
    subject,
    decide: () => pin,
    recognise(stored) {
      if (stored.hash !== pin.hash) throw diverged({ policyId, version: pin.policyVersion });
    },
  };
}

// Definitions are named by content, never by number: one that is new here goes on top of those that are here.
function resealed({ latest }: PolicyHead, version: StoredVersion): StoredVersion {
  const createdAt = laterOf(version.createdAt, latest.createdAt);
  const { hash: _, ...header } = version;
  const moved = {
    ...header,
    version: latest.version + 1,
    createdAt,
    effectiveAt: laterOf(version.effectiveAt, createdAt),
    previousHash: latest.hash,
  };
  return { ...moved, hash: sealVersion(moved), changes: changesBetween(policyOf(latest), policyOf(version), {}) };
}

function diverged({ policyId, version }: Pick<StoredVersion, 'policyId' | 'version'>): PolicytrailError {
  return new PolicytrailError(
    'sync_conflict',
    `the histories of \`${policyId}\` differ from version ${version} on; nothing was imported`,
    { policyId, version },
  );
}

function announceAppended({ hub }: TrailContext, outcome: WriteOutcome): void {
  if (outcome.kind !== 'version' || outcome.status !== 'appended') return;
  hub.announce({ type: 'versions', policyId: outcome.version.policyId, version: outcome.version.version });
}

function tally(outcomes: readonly WriteOutcome[], kind: 'version' | 'pin'): ArchiveImport['pins'] {
  const own = outcomes.filter((outcome) => outcome.kind === kind);
  const appended = own.filter((outcome) => outcome.status === 'appended').length;
  return { appended, alreadyStored: own.length - appended };
}

async function* withProgress(
  lines: AsyncIterable<Line>,
  onProgress: ((progress: Progress) => void) | undefined,
): AsyncGenerator<Line> {
  for await (const line of lines) {
    yield line;
    onProgress?.({ done: line.number });
  }
}
