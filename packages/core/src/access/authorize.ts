import type { Actor } from '../policy/actor.js';
import type { Action, Operation } from './operations.js';

/** Who is about to do what to which policy. */
export interface AccessRequest {
  /** The actor the trail is bound to, else the one the call names; null where there is neither. */
  readonly actor: Actor | null;
  readonly action: Action;
  /** The trail's method. */
  readonly operation: Operation;
  /** Null where the operation is about the whole trail. */
  readonly policyId: string | null;
  /** Of a list of policies: only those whose id begins so, `''` for all. */
  readonly prefix?: string;
}

/**
 * Asked before each operation, once a policy that it touches. `true` allows; a text refuses and says why; all else refuses.
 * What it throws, the caller of the operation gets.
 */
export type Authorize = (request: AccessRequest) => boolean | string | Promise<boolean | string>;
