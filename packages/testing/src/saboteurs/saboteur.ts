import { type PolicyStore, type StoredVersion, sealVersion, type Write, type WriteOutcome } from '@policytrail/core';

/** A store that breaks one promise on purpose: proof that a suite which lets it pass would prove nothing. */
export interface Saboteur {
  /** Stable. */
  readonly id: string;
  /** What it does wrong, as a sentence without its subject. */
  readonly breaks: string;
  /** The scenarios that have to fail on it; others may. */
  readonly caughtBy: readonly string[];
  /** The saboteur around a good store; called for each connection. */
  readonly wrap: (store: PolicyStore) => PolicyStore;
}

/** The same store as plain functions, so that some can be replaced: `{ ...delegateTo(store), readHead }`. */
export function delegateTo(store: PolicyStore): PolicyStore {
  return {
    append: (writes) => store.append(writes),
    readHead: (policyId) => store.readHead(policyId),
    readSealedHead: (policyId) => store.readSealedHead(policyId),
    readVersion: (policyId, version) => store.readVersion(policyId, version),
    readLabelled: (policyId, label) => store.readLabelled(policyId, label),
    readInForce: (policyId, at) => store.readInForce(policyId, at),
    readVersions: (query) => store.readVersions(query),
    listVersions: (query) => store.listVersions(query),
    listPolicies: (query) => store.listPolicies(query),
    listPolicyIds: () => store.listPolicyIds(),
    readPin: (policyId, subject) => store.readPin(policyId, subject),
    readPins: (query) => store.readPins(query),
    readEvaluation: (policyId, id) => store.readEvaluation(policyId, id),
    listEvaluations: (query) => store.listEvaluations(query),
    readEvaluations: (query) => store.readEvaluations(query),
    doctor: () => store.doctor(),
    close: () => store.close(),
    ...(store.sync && { sync: store.sync }),
    ...(store.watch && { watch: store.watch }),
  };
}

/** The outcomes that an append would have, with nothing stored. */
export async function pretend(store: PolicyStore, writes: readonly Write[]): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const write of writes) outcomes.push(await pretendOne(store, write));
  return outcomes;
}

async function pretendOne(store: PolicyStore, write: Write): Promise<WriteOutcome> {
  const head = await store.readHead(write.policyId);
  switch (write.kind) {
    case 'version': {
      const version = write.decide(head);
      return version ? { kind: 'version', status: 'appended', version } : { kind: 'version', status: 'declined', head };
    }
    case 'pin':
      return { kind: 'pin', status: 'appended', pin: write.decide(head) };
    case 'evaluation':
      return { kind: 'evaluation', status: 'appended', evaluation: write.evaluation };
    case 'review': {
      const reviews = write.decide(await store.readEvaluation(write.policyId, write.evaluationId));
      return { kind: 'review', status: reviews.length === 0 ? 'declined' : 'appended', reviews };
    }
    case 'erasure': {
      const found = await store.readEvaluation(write.policyId, write.evaluationId);
      return { kind: 'erasure', status: 'appended', erasure: write.decide(found?.evaluation) };
    }
  }
}

/** Writes whose versions are changed between decide and the store, and sealed again. */
export function altering(
  writes: readonly Write[],
  alter: (version: StoredVersion) => Partial<StoredVersion>,
): readonly Write[] {
  return writes.map((write) => {
    if (write.kind !== 'version') return write;
    const decide: typeof write.decide = (head) => {
      const version = write.decide(head);
      return version && resealed({ ...version, ...alter(version) });
    };
    return { ...write, decide };
  });
}

/** The same writes under request ids that the store has not seen. */
export async function asNewRequests(store: PolicyStore, writes: readonly Write[]): Promise<readonly Write[]> {
  const renamed: Write[] = [];
  for (const [index, write] of writes.entries()) {
    const head = await store.readSealedHead(write.policyId);
    const requestId = `new-${index}-after-${head?.version ?? 0}`;
    const isVersion = write.kind === 'version';
    renamed.push(...(isVersion ? altering([{ ...write, requestId }], () => ({ requestId })) : [write]));
  }
  return renamed;
}

function resealed(version: StoredVersion): StoredVersion {
  const { hash, policyJson, changes, corrupt, ...header } = version;
  return { ...version, hash: sealVersion(header) };
}

/** Every version of a policy. */
export function allVersions(store: PolicyStore, policyId: string): Promise<readonly StoredVersion[]> {
  return store.readVersions({ policyId, after: 0, limit: Number.MAX_SAFE_INTEGER });
}
