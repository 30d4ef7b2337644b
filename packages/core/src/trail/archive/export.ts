import { schemaPolicyId } from '../../policy/schema-policy-id.js';
import { compareCodePoints } from '../../storage/filter/code-point-order.js';
import type { SealedHead } from '../../storage/port.js';
import { PolicytrailError } from '../../values/error.js';
import { assertPolicyId } from '../../values/id.js';
import { onlyKnown } from '../../values/options/only-known.js';
import type { TrailContext } from '../context.js';
import { toPolicyVersion } from '../stored-policy.js';
import type { ExportOptions } from '../trail.js';
import { versionsOf } from '../verify/chain.js';
import { pinsOf } from '../verify/pin-checks.js';
import { evaluationsOf } from '../verify/records/walk.js';
import { type ArchiveLine, type ArchiveManifest, archiveFormat, archiveLine, nextDigest } from './format.js';
import { archivedEvaluationOf } from './records/archived-evaluation.js';
import { gzip } from './source/bytes.js';

const known: readonly (keyof ExportOptions)[] = ['policyIds', 'gzip', 'onProgress'];

type NamedHead = ArchiveManifest['heads'][number];

/** The bytes of an archive of the versions that exist now, of their pins, and of the evaluations they judged with all that hangs on them. */
export function archiveChunks(context: TrailContext, options: ExportOptions = {}): AsyncGenerator<Uint8Array> {
  const { gzip: isPacked = true } = onlyKnown('exportArchive', known, options);
  const text = encoded(withEnd(context, archiveLines(context, options)));
  return isPacked ? gzip(text) : text;
}

async function* archiveLines(context: TrailContext, options: ExportOptions): AsyncGenerator<ArchiveLine> {
  const policyIds = await selectedPolicyIds(context, options.policyIds);
  const heads = await headsOf(context, policyIds);
  const total = heads.reduce((sum, head) => sum + head.version, 0);
  let done = 0;
  yield { manifest: { format: archiveFormat, heads } };
  for (const head of heads) {
    let last: SealedHead = { version: 0, hash: '' };
    for await (const stored of versionsOf(context, head.policyId)) {
      // Versions saved since the manifest was written are left to the next export.
      if (stored.version > head.version) break;
      yield { version: toPolicyVersion(stored) };
      last = stored;
      done += 1;
      options.onProgress?.({ done, total });
    }
    assertReached(head, last);
  }
  for (const head of heads) {
    for await (const pin of pinsOf(context, head.policyId)) if (pin.policyVersion <= head.version) yield { pin };
  }
  for (const head of heads) {
    for await (const { evaluation, reviews } of evaluationsOf(context, head.policyId)) {
      if (evaluation.policyVersion > head.version) continue;
      yield { evaluation: archivedEvaluationOf(evaluation) };
      for (const review of reviews) yield { review };
      done += 1;
      options.onProgress?.({ done });
    }
  }
}

// The end counts and digests all lines before it, so that a cut, permuted or edited archive shows.
async function* withEnd({ limits }: TrailContext, lines: AsyncIterable<ArchiveLine>): AsyncGenerator<string> {
  const count = { versions: 0, pins: 0, evaluations: 0, reviews: 0, erasures: 0 };
  let digest = '';
  for await (const line of lines) {
    if ('version' in line) count.versions += 1;
    if ('pin' in line) count.pins += 1;
    if ('evaluation' in line) count.evaluations += 1;
    if ('evaluation' in line && line.evaluation.erasure !== null) count.erasures += 1;
    if ('review' in line) count.reviews += 1;
    const text = archiveLine(line, limits);
    digest = nextDigest(digest, text);
    yield text;
  }
  const { versions, pins, ...records } = count;
  const end = records.evaluations === 0 ? { versions, pins } : { versions, pins, ...records };
  yield archiveLine({ end: { ...end, digest } }, limits);
}

async function selectedPolicyIds(
  context: TrailContext,
  chosen: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (chosen === undefined) return context.store.listPolicyIds();
  const policyIds = new Set<string>();
  for (const policyId of chosen) {
    assertPolicyId(policyId, { internal: true });
    policyIds.add(policyId);
    for await (const { schema } of versionsOf(context, policyId)) {
      if (schema !== null) policyIds.add(schemaPolicyId(schema.name));
    }
    for await (const { evaluation } of evaluationsOf(context, policyId)) {
      if (evaluation.schema !== null) policyIds.add(schemaPolicyId(evaluation.schema.name));
    }
  }
  return [...policyIds].toSorted(compareCodePoints);
}

async function headsOf({ store }: TrailContext, policyIds: readonly string[]): Promise<readonly NamedHead[]> {
  const heads: NamedHead[] = [];
  for (const policyId of policyIds) {
    const head = await store.readSealedHead(policyId);
    if (head === undefined) throw new PolicytrailError('not_found', `there is no policy \`${policyId}\``, { policyId });
    heads.push({ policyId, version: head.version, hash: head.hash });
  }
  return heads;
}

// An archive that no import would take is no backup.
function assertReached({ policyId, version, hash }: NamedHead, last: SealedHead): void {
  if (last.version === version && last.hash === hash) return;
  const message = `the versions of \`${policyId}\` do not end in version ${version}, as its head says; run verify`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version });
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(`${line}\n`);
}
