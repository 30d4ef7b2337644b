import type { PolicyStore } from '@policytrail/core';
import type { Place } from './subject.js';

/** One promise that every store keeps, and how to find out. */
export interface Scenario {
  /** Stable, `group/promise-in-short`: gaps are declared by it. */
  readonly id: string;
  readonly group: string;
  /** What the store does, as a sentence without its subject: `refuses a version that would leave a gap`. */
  readonly promise: string;
  /** Rejects with a plain Error that says what was expected and what came. */
  readonly run: (context: ScenarioContext) => Promise<void>;
}

export interface ScenarioContext {
  /** Empty at first, the scenario's own. Stores opened here are closed afterwards. */
  readonly place: Place;
  /** Opens a store at {@link place}. */
  readonly open: () => Promise<PolicyStore>;
  /** Another empty place. */
  readonly prepare: () => Promise<Place>;
  readonly options: SuiteOptions;
}

export interface SuiteOptions {
  /** Where random scenarios begin. */
  readonly seed: number;
  /** How many random histories the model scenario plays. */
  readonly modelRuns: number;
}

export function scenario(id: string, promise: string, run: Scenario['run']): Scenario {
  return { id, group: id.slice(0, id.indexOf('/')), promise, run };
}
