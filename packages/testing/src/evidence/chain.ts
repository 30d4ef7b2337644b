import { type StoredVersion, sealVersion, sha256Hex } from '@policytrail/core';

/** What is wrong with one policy's versions, lowest first; nothing where they are a sealed chain without gaps. */
export function chainProblems(chain: readonly StoredVersion[]): readonly string[] {
  const requests = new Set(chain.map(({ requestId }) => requestId));
  const doubled = requests.size === chain.length ? [] : [`${chain.length - requests.size} request ids are there twice`];
  return [...doubled, ...chain.flatMap((version, index) => versionProblems(version, chain[index - 1], index + 1))];
}

/** Throws unless the versions are a sealed chain without gaps. */
export function assertChain(chain: readonly StoredVersion[], what: string): void {
  const problems = chainProblems(chain);
  if (problems.length > 0) throw new Error(`${what}: ${problems.slice(0, 5).join('; ')}`);
}

function versionProblems(version: StoredVersion, before: StoredVersion | undefined, number: number): readonly string[] {
  const { hash, policyJson, changes, corrupt, ...header } = version;
  return [
    version.version !== number && `version ${version.version} stands where ${number} should`,
    version.previousHash !== (before?.hash ?? null) && `version ${number} does not point to the one before`,
    hash !== sealVersion(header) && `the seal of version ${number} does not fit`,
    version.contentHash !== sha256Hex(policyJson) && `the policy of version ${number} is not what was hashed`,
    corrupt !== undefined && `version ${number} is marked corrupt`,
  ].filter((problem) => problem !== false);
}
