import type {
  EvaluationWrite,
  Pin,
  PolicyHead,
  SealedHead,
  StoredEvaluation,
  StoredVersion,
  Write,
  WriteOutcome,
} from '@policytrail/core';
import type { Connection } from '../../driver/connection.js';
import type { Session } from '../../driver/session.js';

/** One append under way. Rows wait and are inserted many at once, as late as what is decided allows. */
export interface Batch {
  readonly connection: Connection;
  readonly session: Session;
  readonly writes: readonly Write[];
  /** One for each write done so far. */
  readonly outcomes: WriteOutcome[];
  /** By policy, locked. */
  readonly heads: Map<string, HeadInBatch>;
  /** By policy and request, pin's subject, evaluation's id: what is stored, or waits. */
  readonly requests: Map<string, StoredVersion>;
  readonly pins: Map<string, Pin>;
  readonly evaluations: Map<string, StoredEvaluation>;
  readonly pending: Pending;
}

export interface HeadInBatch {
  /** What the head row said when it was locked; version 0 before there is one. */
  readonly sealed: SealedHead;
  readonly before: PolicyHead | undefined;
  readonly head: PolicyHead | undefined;
}

export interface Pending {
  readonly versions: StoredVersion[];
  readonly pins: Pin[];
  readonly evaluations: PendingEvaluation[];
}

export interface PendingEvaluation {
  readonly write: EvaluationWrite;
  /** Where its outcome stands. */
  readonly index: number;
}

/** What a callback of the writer's threw, told from what the database throws. */
export class Thrown extends Error {
  constructor(reason: unknown) {
    super('a callback of append threw', { cause: reason });
  }
}

/** Runs a callback of the writer's. */
export function ask<T>(callback: () => T): T {
  try {
    return callback();
  } catch (reason) {
    throw new Thrown(reason);
  }
}

/** Texts that hold no separator of their own: ids have no control characters. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
