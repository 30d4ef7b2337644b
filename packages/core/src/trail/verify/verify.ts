import type { SealedHead } from '../../storage/port.js';
import { assertPolicyId } from '../../values/id.js';
import type { TrailContext } from '../context.js';
import type { Problem, TrailVerification, Verification, VerifyAllOptions, VerifyOptions } from '../trail.js';
import { checkChain } from './chain.js';
import { checkCheckpoint, checkHead } from './head-check.js';
import { checkPins } from './pin-checks.js';

/** Checks every version and pin of a policy; a policy that does not exist is valid and has no versions. */
export async function verify(
  context: TrailContext,
  policyId: string,
  { checkpoint }: VerifyOptions = {},
): Promise<Verification> {
  assertPolicyId(policyId, { internal: true });
  return verifyPolicy(context, policyId, checkpoint, () => {});
}

/** Checks every policy that any table of the store knows. */
export async function verifyAll(
  context: TrailContext,
  { checkpoints = {}, onProgress }: VerifyAllOptions = {},
): Promise<TrailVerification> {
  const policyIds = new Set([...(await context.store.listPolicyIds()), ...Object.keys(checkpoints)]);
  const heads: Record<string, SealedHead> = {};
  const problems: Problem[] = [];
  let versions = 0;
  let pins = 0;
  const advance = () => {
    versions += 1;
    onProgress?.({ done: versions });
  };
  for (const policyId of policyIds) {
    const checkpoint = Object.hasOwn(checkpoints, policyId) ? checkpoints[policyId] : undefined;
    const found = await verifyPolicy(context, policyId, checkpoint, advance);
    pins += found.pins;
    for (const problem of found.problems) problems.push(problem);
    if (found.head !== undefined) defineOwn(heads, policyId, found.head);
  }
  return { valid: problems.length === 0, policies: policyIds.size, versions, pins, heads, problems };
}

async function verifyPolicy(
  context: TrailContext,
  policyId: string,
  checkpoint: SealedHead | undefined,
  onVersion: () => void,
): Promise<Verification> {
  const rowBefore = await context.store.readSealedHead(policyId);
  let hashAtRowBefore: string | undefined;
  let hashAtCheckpoint: string | undefined;
  const chain = await checkChain(context, policyId, ({ version, hash }) => {
    if (version === rowBefore?.version) hashAtRowBefore = hash;
    if (version === checkpoint?.version) hashAtCheckpoint = hash;
    onVersion();
  });
  const rowAfter = await context.store.readSealedHead(policyId);
  const pins = await checkPins(context, policyId);
  const problems = [
    ...chain.problems,
    ...checkHead(policyId, { rowBefore, hashAtRowBefore, last: chain.last, rowAfter }),
    ...checkCheckpoint(policyId, checkpoint, hashAtCheckpoint),
    ...pins.problems,
  ];
  return { valid: problems.length === 0, versions: chain.versions, pins: pins.pins, head: chain.last, problems };
}

// A policy may be called `__proto__`: an assignment would set the prototype.
function defineOwn<Value>(record: Record<string, Value>, key: string, value: Value): void {
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}
