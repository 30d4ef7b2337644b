import type { Pin, PolicyStore, SealedHead, StoredVersion, WholeEvaluation } from '@policytrail/core';

/** A store with some of its methods replaced. */
export function wrapped(store: PolicyStore, methods: Partial<PolicyStore>): PolicyStore {
  return { ...store, ...methods };
}

/** What somebody did to the rows behind the trail's back: what is not answered was deleted. */
export interface Tampering {
  /** All versions of a policy, oldest first. */
  readonly versions?: (rows: readonly StoredVersion[]) => readonly StoredVersion[];
  readonly pin?: (row: Pin) => Pin | undefined;
  /** All evaluations of a policy, in code point order of their ids. */
  readonly records?: (rows: readonly WholeEvaluation[]) => readonly WholeEvaluation[];
  readonly head?: (row: SealedHead, policyId: string) => SealedHead | undefined;
}

/** The same store, read through a tampering; versions are found by the numbers they have then. */
export function tampered(
  store: PolicyStore,
  { versions = (rows) => rows, pin, records = (rows) => rows, head }: Tampering,
): PolicyStore {
  const allVersions = async (policyId: string) => {
    const rows = await store.readVersions({ policyId, after: 0, limit: 1_000_000 });
    return versions(rows).toSorted((one, other) => one.version - other.version);
  };
  const allPins = async (policyId: string) => {
    const rows = await store.readPins({ policyId, limit: 1_000_000 });
    return pin === undefined ? rows : rows.map(pin).filter((row) => row !== undefined);
  };
  const allRecords = async (policyId: string) => records(await store.readEvaluations({ policyId, limit: 1_000_000 }));
  return wrapped(store, {
    readEvaluation: async (policyId, id) => (await allRecords(policyId)).find(({ evaluation }) => evaluation.id === id),
    readEvaluations: async ({ policyId, after }) => (after === undefined ? allRecords(policyId) : []),
    readVersion: async (policyId, number) => (await allVersions(policyId)).find((row) => row.version === number),
    readVersions: async ({ policyId, after, limit }) =>
      (await allVersions(policyId)).filter((row) => row.version > after).slice(0, limit),
    readPins: async ({ policyId, after }) => (after === undefined ? allPins(policyId) : []),
    readPin: async (policyId, subject) =>
      (await allPins(policyId)).find((row) => JSON.stringify(row.subject) === JSON.stringify(subject)),
    async readSealedHead(policyId) {
      const row = await store.readSealedHead(policyId);
      return row === undefined || head === undefined ? row : head(row, policyId);
    },
  });
}

/** Another version in the place of one. */
export function replacing(
  version: number,
  change: (row: StoredVersion) => StoredVersion,
): NonNullable<Tampering['versions']> {
  return (rows) => rows.map((row) => (row.version === version ? change(row) : row));
}

/** Another evaluation, or what hangs on it, in the place of one. */
export function replacingRecord(
  id: string,
  change: (row: WholeEvaluation) => WholeEvaluation,
): NonNullable<Tampering['records']> {
  return (rows) => rows.map((row) => (row.evaluation.id === id ? change(row) : row));
}
