import type { SealedHead } from '../../storage/port.js';
import { assertPolicyId } from '../../values/id.js';
import { onlyKnown } from '../../values/options/only-known.js';
import type { TrailContext } from '../context.js';
import type { Problem, TrailVerification, Verification, VerifyAllOptions, VerifyOptions } from '../trail.js';
import { checkChain } from './chain.js';
import { checkCheckpoint, checkHead } from './head-check.js';
import { checkPins } from './pin-checks.js';
import { checkRecords } from './records/walk.js';

/** Checks every version, pin, evaluation and review of a policy; a policy that does not exist is valid and has no versions. */
export async function verify(
  context: TrailContext,
  policyId: string,
  options: VerifyOptions = {},
): Promise<Verification> {
  const { checkpoint } = onlyKnown('verify', ['checkpoint'], options);
  assertPolicyId(policyId, { internal: true });
  return verifyPolicy(context, policyId, checkpoint, () => {});
}

/** Checks every policy that any table of the store knows. */
export async function verifyAll(context: TrailContext, options: VerifyAllOptions = {}): Promise<TrailVerification> {
  const { checkpoints = {}, onProgress } = onlyKnown('verifyAll', ['checkpoints', 'onProgress'], options);
  const policyIds = new Set([...(await context.store.listPolicyIds()), ...Object.keys(checkpoints)]);
  const heads: Record<string, SealedHead> = {};
  const problems: Problem[] = [];
  const counts = { versions: 0, pins: 0, evaluations: 0, reviews: 0 };
  let done = 0;
  const advance = () => {
    done += 1;
    onProgress?.({ done });
  };
  for (const policyId of policyIds) {
    const checkpoint = Object.hasOwn(checkpoints, policyId) ? checkpoints[policyId] : undefined;
    const found = await verifyPolicy(context, policyId, checkpoint, advance);
    for (const kind of countedKinds) counts[kind] += found[kind];
    for (const problem of found.problems) problems.push(problem);
    if (found.head !== undefined) defineOwn(heads, policyId, found.head);
  }
  return { valid: problems.length === 0, policies: policyIds.size, ...counts, heads, problems };
}

const countedKinds = ['versions', 'pins', 'evaluations', 'reviews'] as const;

async function verifyPolicy(
  context: TrailContext,
  policyId: string,
  checkpoint: SealedHead | undefined,
  onRecord: () => void,
): Promise<Verification> {
  const rowBefore = await context.store.readSealedHead(policyId);
  let hashAtRowBefore: string | undefined;
  let hashAtCheckpoint: string | undefined;
  const chain = await checkChain(context, policyId, ({ version, hash }) => {
    if (version === rowBefore?.version) hashAtRowBefore = hash;
    if (version === checkpoint?.version) hashAtCheckpoint = hash;
    onRecord();
  });
  const rowAfter = await context.store.readSealedHead(policyId);
  const pins = await checkPins(context, policyId);
  const records = await checkRecords(context, policyId, onRecord);
  const problems = [
    ...chain.problems,
    ...checkHead(policyId, { rowBefore, hashAtRowBefore, last: chain.last, rowAfter }),
    ...checkCheckpoint(policyId, checkpoint, hashAtCheckpoint),
    ...pins.problems,
    ...records.problems,
  ];
  const { evaluations, reviews } = records;
  const counts = { versions: chain.versions, pins: pins.pins, evaluations, reviews };
  return { valid: problems.length === 0, ...counts, head: chain.last, problems };
}

// A policy may be called `__proto__`: an assignment would set the prototype.
function defineOwn<Value>(record: Record<string, Value>, key: string, value: Value): void {
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}
