import type { SealedHead, StoredVersion } from '../../storage/port.js';
import type { TrailContext } from '../context.js';
import type { Problem } from '../trail.js';
import { growLineage } from './lineage.js';
import { checkVersion } from './version-checks.js';

/** What a walk along a policy's versions found. */
export interface ChainReport {
  readonly versions: number;
  readonly last: SealedHead | undefined;
  readonly problems: readonly Problem[];
}

const pageSize = 200;

/** All versions of a policy, lowest number first, a page at a time. */
export async function* versionsOf({ store }: TrailContext, policyId: string): AsyncGenerator<StoredVersion> {
  for (let after = 0; ; ) {
    const page = await store.readVersions({ policyId, after, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.version;
  }
}

/** Walks along all versions of a policy, a page at a time; calls `onVersion` for each. */
export async function checkChain(
  context: TrailContext,
  policyId: string,
  onVersion: (stored: StoredVersion) => void,
): Promise<ChainReport> {
  const problems: Problem[] = [];
  const lineage = growLineage();
  let last: SealedHead | undefined;
  let versions = 0;
  for await (const stored of versionsOf(context, policyId)) {
    const keys = await context.documents.keysOf(stored.schema);
    problems.push(...missingBetween(policyId, last?.version ?? 0, stored.version));
    for (const finding of checkVersion(stored, lineage.before(stored.version), keys)) {
      problems.push({ policyId, version: stored.version, ...finding });
    }
    onVersion(stored);
    lineage.add(stored);
    last = { version: stored.version, hash: stored.hash };
    versions += 1;
  }
  return { versions, last, problems };
}

function missingBetween(policyId: string, before: number, next: number): readonly Problem[] {
  if (next === before + 1) return [];
  const range = next - before === 2 ? `version ${before + 1} is` : `versions ${before + 1} to ${next - 1} are`;
  return [{ policyId, version: before + 1, kind: 'missing', message: `${range} missing` }];
}
