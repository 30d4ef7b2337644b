import type { ArrayKeys } from '../../policy/diff/diff.js';
import { schemaPolicyId } from '../../policy/schema-policy-id.js';
import type { StoredVersion } from '../../storage/port.js';
import type { TrailContext } from '../context.js';
import { arrayKeysOf, referenceText } from '../definition-documents.js';
import { changesBetween, policyOf } from '../stored-policy.js';

/** The same versions with what each changed; an archive leaves that out, for it can be told from the policies. */
export async function rebuildChanges(
  { documents }: TrailContext,
  versions: readonly StoredVersion[],
): Promise<readonly StoredVersion[]> {
  const archived = archivedKeys(versions);
  const rebuilt: StoredVersion[] = [];
  for (const [index, stored] of versions.entries()) {
    const keys =
      (stored.schema && archived.get(referenceText(stored.schema))) ?? (await documents.keysOf(stored.schema));
    const previous = stored.version === 1 ? undefined : versions[index - 1];
    rebuilt.push({ ...stored, changes: changesBetween(previous && policyOf(previous), policyOf(stored), keys) });
  }
  return rebuilt;
}

// The definitions an archive brings along, by what the versions call them.
function archivedKeys(versions: readonly StoredVersion[]): ReadonlyMap<string, ArrayKeys> {
  const named = new Set(versions.flatMap(({ schema }) => (schema === null ? [] : [schemaPolicyId(schema.name)])));
  const documents = versions.filter(({ policyId }) => named.has(policyId));
  return new Map(documents.map((document) => [keyOf(document), arrayKeysOf(policyOf(document))]));
}

function keyOf({ policyId, contentHash }: StoredVersion): string {
  return referenceText({ name: policyId.slice(schemaPolicyId('').length), contentHash });
}
