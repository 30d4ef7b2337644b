import { subjectText } from '../../../policy/pin.js';
import { headerOf, type VersionHeader } from '../../../policy/version.js';
import type { WholeEvaluation } from '../../../storage/port.js';
import type { TrailContext } from '../../context.js';
import type { Problem } from '../../trail.js';
import type { Finding } from '../version-checks.js';
import { checkEvaluation } from './evaluation-checks.js';

/** What the evaluations of a policy came to. */
export interface RecordReport {
  readonly evaluations: number;
  readonly reviews: number;
  readonly problems: readonly Problem[];
}

const pageSize = 200;
const keptVersions = 1000;

/** All evaluations of a policy in code point order of their ids, a page at a time. */
export async function* evaluationsOf({ store }: TrailContext, policyId: string): AsyncGenerator<WholeEvaluation> {
  for (let after: string | undefined; ; ) {
    const page = await store.readEvaluations({ policyId, limit: pageSize, ...(after === undefined ? {} : { after }) });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.evaluation.id;
  }
}

/** Checks every evaluation of a policy with its payload, reviews and erasure; calls `onEvaluation` for each. */
export async function checkRecords(
  context: TrailContext,
  policyId: string,
  onEvaluation: () => void,
): Promise<RecordReport> {
  const problems: Problem[] = [];
  const versionOf = versionReader(context, policyId);
  let [evaluations, reviews] = [0, 0];
  for await (const whole of evaluationsOf(context, policyId)) {
    const { policyVersion: version, id: evaluationId, subject } = whole.evaluation;
    const findings = [...checkEvaluation(whole, await versionOf(version)), ...(await checkSuperseded(context, whole))];
    const place = { policyId, version, evaluationId, ...(subject === null ? {} : { subject: subjectText(subject) }) };
    for (const finding of findings) problems.push({ ...place, ...finding });
    evaluations += 1;
    reviews += whole.reviews.length;
    onEvaluation();
  }
  return { evaluations, reviews, problems };
}

// Evaluations are sealed, not chained: one that was deleted shows where another says it took its place.
async function checkSuperseded(
  { store }: TrailContext,
  { evaluation: { policyId, supersedes } }: WholeEvaluation,
): Promise<readonly Finding[]> {
  if (supersedes === null || (await store.readEvaluation(policyId, supersedes)) !== undefined) return [];
  return [{ kind: 'missing', message: `it supersedes evaluation \`${supersedes}\`, which is missing` }];
}

// Many evaluations name few versions; what is kept of them is bounded.
function versionReader(
  { store }: TrailContext,
  policyId: string,
): (version: number) => Promise<VersionHeader | undefined> {
  const known = new Map<number, VersionHeader | undefined>();
  return async (version) => {
    if (known.has(version)) return known.get(version);
    if (known.size >= keptVersions) known.clear();
    const stored = await store.readVersion(policyId, version);
    const header = stored && headerOf(stored);
    known.set(version, header);
    return header;
  };
}
