import type { PolicyHead, PolicyStore, StoredVersion } from '../../storage/port.js';

/** The versions of one call, each read once: all of a batch are judged by one state of a policy. */
export interface VersionReader {
  head(policyId: string): Promise<PolicyHead | undefined>;
  version(policyId: string, version: number): Promise<StoredVersion | undefined>;
}

export function versionReader(store: PolicyStore): VersionReader {
  const heads = new Map<string, Promise<PolicyHead | undefined>>();
  const versions = new Map<string, Promise<StoredVersion | undefined>>();
  return {
    head: (policyId) => once(heads, policyId, () => store.readHead(policyId)),
    version: (policyId, version) =>
      once(versions, `${version} ${policyId}`, () => store.readVersion(policyId, version)),
  };
}

function once<Row>(known: Map<string, Promise<Row>>, key: string, read: () => Promise<Row>): Promise<Row> {
  const found = known.get(key) ?? read();
  known.set(key, found);
  return found;
}
