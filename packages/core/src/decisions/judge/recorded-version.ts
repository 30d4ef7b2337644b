import type { EvaluationHeader } from '../../record/evaluation.js';
import type { StoredVersion } from '../../storage/port.js';
import { PolicytrailError } from '../../values/error.js';
import type { VersionReader } from './version-reader.js';

/** The version that an evaluation was made by. Rejects with `missing_version` where it is gone, or another one by now. */
export async function recordedVersion(reader: VersionReader, evaluation: EvaluationHeader): Promise<StoredVersion> {
  const { policyId, id, policyVersion: version } = evaluation;
  const stored = await reader.version(policyId, version);
  const isSame = stored?.requestId === evaluation.versionRequestId && stored.contentHash === evaluation.contentHash;
  if (stored !== undefined && isSame) return stored;
  const fault = stored === undefined ? 'is missing' : 'is not the one it was evaluated by';
  const message = `version ${version} of \`${policyId}\`, which evaluation \`${id}\` was made by, ${fault}; run verify`;
  throw new PolicytrailError('missing_version', message, { policyId, version });
}
