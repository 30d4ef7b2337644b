import { sealedActor } from '../policy/seal.js';
import { canonicalJson } from '../values/canonical/canonical-json.js';
import { sha256Hex } from '../values/sha256.js';
import type { EvaluationHeader } from './evaluation.js';

/** The members that are checked against the version and not sealed: an offline trail may be renumbered by a server. */
type Unsealed = 'hash' | 'policyVersion' | 'policyLabel' | 'policyTitle';

/**
 * The hash that seals an evaluation: hex SHA-256 of UTF-8 `policytrail/evaluation/v1\n` + RFC 8785 text of every header
 * member but `policyVersion`, `policyLabel`, `policyTitle` and `hash`; display names are left out, absent members are null.
 */
export function sealEvaluation(header: Omit<EvaluationHeader, Unsealed>): string {
  const { subject, schema } = header;
  const sealed = {
    policyId: header.policyId,
    id: header.id,
    subject: subject === null ? null : { type: subject.type, id: subject.id, version: subject.version },
    status: header.status,
    contentHash: header.contentHash,
    versionRequestId: header.versionRequestId,
    schema: schema === null ? null : { name: schema.name, contentHash: schema.contentHash },
    engine: header.engine,
    evaluatedAt: header.evaluatedAt,
    by: sealedActor(header.by),
    supersedes: header.supersedes,
    trigger: header.trigger,
    payloadHash: header.payloadHash,
  };
  return sha256Hex(`policytrail/evaluation/v1\n${canonicalJson(sealed)}`);
}
