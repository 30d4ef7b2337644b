import type { Actor } from '../policy/actor.js';
import type { Instant } from '../values/instant.js';

/** `revoked` takes back what was said of the rule before. */
export type ReviewVerdict = 'approved' | 'rejected' | 'waived' | 'revoked';

/** What one person said of one violated rule of an evaluation. Chained onto the evaluation; the last one per rule counts. */
export interface Review {
  readonly policyId: string;
  readonly evaluationId: string;
  /** 1, 2, 3 … gapless per evaluation. */
  readonly sequence: number;
  /** 1 to 128 printable ASCII characters; the reviews of one call share it. */
  readonly requestId: string;
  readonly ruleId: string;
  readonly verdict: ReviewVerdict;
  /** The role in which the reviewer spoke, e.g. `sales_manager`. */
  readonly as: string | null;
  readonly by: Actor | null;
  readonly reason: string | null;
  readonly reviewedAt: Instant;
  /** A waiver or approval counts no more from here on. */
  readonly expiresAt: Instant | null;
  /** The envelope: how far the actual value may go and still be covered; decimal or other scalar as text, null for none. */
  readonly upTo: string | null;
  /** Hash of the review before, or of the evaluation for the first. */
  readonly previousHash: string;
  /** Lower-case hex SHA-256, see `sealReview`. */
  readonly hash: string;
}
