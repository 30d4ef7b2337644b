import { sealedActor } from '../policy/seal.js';
import { json } from '../values/canonical/json-text.js';
import { sha256Hex } from '../values/sha256.js';
import type { EvaluationHeader } from './evaluation.js';

/** The members that are checked against the version and not sealed: an offline trail may be renumbered by a server. */
type Unsealed = 'hash' | 'policyVersion' | 'policyLabel' | 'policyTitle';

/**
 * The hash that seals an evaluation: hex SHA-256 of UTF-8 `policytrail/evaluation/v1\n` + RFC 8785 text of every header
 * member but `policyVersion`, `policyLabel`, `policyTitle` and `hash`; display names are left out, absent members are null.
 */
export function sealEvaluation(header: Omit<EvaluationHeader, Unsealed>): string {
  const { policyId, id, status, contentHash, versionRequestId, engine, evaluatedAt, by, supersedes } = header;
  const { trigger, payloadHash } = header;
  const subject = header.subject && {
    type: header.subject.type,
    id: header.subject.id,
    version: header.subject.version,
  };
  const schema = header.schema && { name: header.schema.name, contentHash: header.schema.contentHash };
  return sha256Hex(
    `policytrail/evaluation/v1
{"by":${sealedActor(by)},"contentHash":${json(contentHash)},"engine":${json(engine)},\
"evaluatedAt":${json(evaluatedAt)},"id":${json(id)},"payloadHash":${json(payloadHash)},\
"policyId":${json(policyId)},"schema":${json(schema)},"status":${json(status)},"subject":${json(subject)},\
"supersedes":${json(supersedes)},"trigger":${json(trigger)},"versionRequestId":${json(versionRequestId)}}`,
  );
}
