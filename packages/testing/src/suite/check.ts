import { scenarios } from '../scenarios/scenarios.js';
import { runScenario, type ScenarioResult } from './run.js';
import type { Scenario, SuiteOptions } from './scenario.js';
import type { PolicyStoreSubject } from './subject.js';

export interface CheckOptions extends Partial<SuiteOptions> {
  /** Instead of all. */
  readonly scenarios?: readonly Scenario[];
}

/** Plays every scenario on a subject, one after the other. Throws where a gap is declared for a scenario that does not exist. */
export async function checkPolicyStore(
  subject: PolicyStoreSubject,
  options: CheckOptions = {},
): Promise<readonly ScenarioResult[]> {
  const { scenarios: chosen = scenarios, ...given } = options;
  assertGapsExist(subject);
  const results: ScenarioResult[] = [];
  for (const scenario of chosen) results.push(await runScenario(scenario, subject, suiteOptions(given)));
  return results;
}

export function suiteOptions(given: Partial<SuiteOptions>): SuiteOptions {
  return { seed: given.seed ?? 20251001, modelRuns: given.modelRuns ?? 50 };
}

/** Throws where a gap is declared for a scenario that does not exist. */
export function assertGapsExist({ name, gaps = {} }: PolicyStoreSubject): void {
  const known = new Set(scenarios.map(({ id }) => id));
  const unknown = Object.keys(gaps).filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new Error(`${name} declares gaps for scenarios that do not exist: ${unknown.join(', ')}`);
}

/** The error that a result is to a test: none for what passed, and for what failed as declared. */
export function errorOf(result: ScenarioResult): unknown {
  if (result.status === 'failed') return result.error;
  if (result.status !== 'healed') return undefined;
  return new Error(`${result.id} passes: take it off the declared gaps (${result.reason})`);
}
