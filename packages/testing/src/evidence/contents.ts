import type {
  EvaluationPage,
  Pin,
  PolicyHead,
  PolicyPage,
  PolicyStore,
  SealedHead,
  StoredVersion,
  VersionPage,
  WholeEvaluation,
} from '@policytrail/core';
import { bareHead } from './head.js';
import { readPages } from './pages.js';

/** All that a store says it holds, for comparison. */
export interface Contents {
  readonly policies: PolicyPage;
  readonly byId: Readonly<Record<string, PolicyContents>>;
}

export interface PolicyContents {
  readonly head: PolicyHead | undefined;
  readonly sealedHead: SealedHead | undefined;
  readonly versions: readonly StoredVersion[];
  readonly history: VersionPage;
  readonly pins: readonly Pin[];
  /** By id, with reviews and violations. */
  readonly evaluations: readonly WholeEvaluation[];
  /** Newest first. */
  readonly evaluated: EvaluationPage;
}

const everything = 100_000;

/** Reads a whole store, by every way that leads to its rows. */
export async function contentsOf(store: PolicyStore): Promise<Contents> {
  const byId: [string, PolicyContents][] = [];
  for (const policyId of await store.listPolicyIds()) byId.push([policyId, await policyContentsOf(store, policyId)]);
  const policies = await store.listPolicies({ limit: everything, includeInternal: true });
  return { policies, byId: Object.fromEntries(byId) };
}

export async function policyContentsOf(store: PolicyStore, policyId: string): Promise<PolicyContents> {
  return {
    head: bareHead(await store.readHead(policyId)),
    sealedHead: await store.readSealedHead(policyId),
    versions: await readChain(store, policyId),
    history: await store.listVersions({ policyId, limit: everything, order: 'newest' }),
    pins: await store.readPins({ policyId, limit: everything }),
    evaluations: await store.readEvaluations({ policyId, limit: everything }),
    evaluated: await store.listEvaluations({ policyId, limit: everything }),
  };
}

/** Every version of a policy, lowest first. */
export function readChain(store: PolicyStore, policyId: string): Promise<readonly StoredVersion[]> {
  const limit = 1000;
  return readPages<StoredVersion>({ limit, most: everything }, (last) =>
    store.readVersions({ policyId, after: last?.version ?? 0, limit }),
  );
}
