import type { PolicyStore } from '@policytrail/core';

/** A kind of store under test. */
export interface PolicyStoreSubject {
  readonly name: string;
  /** Makes an empty place to store in: a file, a schema, a database. Each scenario asks for its own. */
  readonly prepare: () => Promise<Place>;
  /** What the subject does not promise: scenario id to reason. Such a scenario has to fail; once it passes, that is an error. */
  readonly gaps?: Readonly<Record<string, string>>;
}

/** Where the data of one scenario lives. */
export interface Place {
  /** Opens one more connection to the place's data: the first, a second beside it, or one after all were closed. */
  readonly open: () => Promise<PolicyStore>;
  /** Opens a connection on which one call of the driver fails. May reject where the call falls into opening. */
  readonly openFaulty?: (plan: FaultPlan) => Promise<FaultyStore>;
  /** Removes the data. Called once, after every store was closed. */
  readonly dispose: () => Promise<void>;
}

/** Which driver call fails: the `call`th, from 1, of those made while `during` lasts, without having run or after it ran. */
export interface FaultPlan {
  readonly during: 'opening' | 'use';
  readonly call: number;
  readonly moment: 'before' | 'after';
}

export interface FaultyStore {
  readonly store: PolicyStore;
  /** Whether the planned call was reached. */
  readonly hasFailed: () => boolean;
}
