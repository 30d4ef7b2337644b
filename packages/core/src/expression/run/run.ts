import type { Instant } from '../../values/instant.js';
import type { JsonValue } from '../../values/json.js';
import { Fault } from '../failure.js';
import type { Value } from '../value/value.js';

/** How much all expressions of one run may cost together. */
export const costLimit = 1_000_000;

export const tooCostly: Fault = /* @__PURE__ */ new Fault(
  'limit_exceeded',
  'the rules of one run cost more than 1,000,000 steps',
);

/** The judging of one input: what was read and spent so far. Made by `Program.run`; its members are the engine's own. */
export interface Run {
  readonly input: JsonValue;
  readonly now: Instant;
  /** By number of slot: what an input field holds, once it was read. */
  readonly slots: (Value | Fault | undefined)[];
  /** By number of slot: its field as the input writes it; undefined where that was not asked for yet. */
  readonly texts: (string | null | undefined)[];
  /** The loop variables, outermost first. */
  readonly locals: Value[];
  cost: number;
}

/** Computes; what can't be computed is returned, never thrown. */
export type Evaluate = (run: Run) => Value | Fault;

export type Test = (run: Run) => boolean | Fault;

/** Adds to the cost; true where that is too much. */
export function overspends(run: Run, cost: number): boolean {
  run.cost += cost;
  return run.cost > costLimit;
}
