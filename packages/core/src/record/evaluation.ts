import type { Actor } from '../policy/actor.js';
import type { SubjectKey } from '../policy/pin.js';
import type { VersionHeader } from '../policy/version.js';
import type { Instant } from '../values/instant.js';
import type { JsonValue } from '../values/json.js';
import type { Decision, DecisionStatus } from './decision.js';

/** Why an evaluation was made: it was asked for, or something moved since the one it supersedes. */
export type EvaluationTrigger = 'request' | 'policy' | 'input' | 'waiver' | 'schedule';

export const evaluationTriggers: readonly EvaluationTrigger[] = ['request', 'policy', 'input', 'waiver', 'schedule'];

/** Everything an evaluation says but its payload: what is sealed, see `sealEvaluation`. */
export interface EvaluationHeader {
  readonly policyId: string;
  /** 1 to 128 printable ASCII characters. With `policyId` the evaluation's identity: recorded once. */
  readonly id: string;
  /** Null for an evaluation of nothing that has a name. */
  readonly subject: SubjectKey | null;
  /** Number, label and title of the version: beside the seal, as an offline trail may be renumbered. */
  readonly policyVersion: number;
  readonly policyLabel: string | null;
  readonly policyTitle: string | null;
  /** The version's identity and content: sealed. */
  readonly versionRequestId: string;
  readonly contentHash: string;
  /** The definition the input was validated by. */
  readonly schema: VersionHeader['schema'];
  /** `policytrail-rules/1`: changed only when a decision could change. */
  readonly engine: string;
  readonly status: DecisionStatus;
  readonly evaluatedAt: Instant;
  readonly by: Actor | null;
  /** The id of the evaluation that this one takes the place of. */
  readonly supersedes: string | null;
  readonly trigger: EvaluationTrigger;
  /** Lower-case hex SHA-256 over salt, input and decision, see `payloadHashOf`. */
  readonly payloadHash: string;
  /** Lower-case hex SHA-256, see `sealEvaluation`. */
  readonly hash: string;
}

/** An input judged by a policy version: recorded once, never rewritten. */
export interface Evaluation extends EvaluationHeader {
  /** As the definition's input schema returned it. Null where it was erased. */
  readonly input: JsonValue | null;
  /** Null where it was erased. */
  readonly decision: Decision | null;
  readonly erased: Erasure | null;
  /** Only in a list: why input and decision, which are null then, could not be read. */
  readonly corrupt?: string;
}

/** The record that an evaluation's input and decision were erased: the rest stays, and still verifies. */
export interface Erasure {
  readonly policyId: string;
  readonly evaluationId: string;
  readonly erasedAt: Instant;
  readonly erasedBy: Actor | null;
  readonly reason: string | null;
  /** Lower-case hex SHA-256, see `sealErasure`. */
  readonly hash: string;
}
