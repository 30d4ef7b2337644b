import { describe, it } from 'vitest';
import { scenarios } from './scenarios/scenarios.js';
import { assertGapsExist, type CheckOptions, errorOf, suiteOptions } from './suite/check.js';
import { runScenario } from './suite/run.js';
import type { PolicyStoreSubject } from './suite/subject.js';

/** Registers every scenario as a test of the subject. A declared gap is a test too: it passes while the scenario fails. */
export function testPolicyStore(subject: PolicyStoreSubject, options: CheckOptions = {}): void {
  const { scenarios: chosen = scenarios, ...given } = options;
  assertGapsExist(subject);
  describe(subject.name, () => {
    for (const scenario of chosen) {
      const reason = subject.gaps?.[scenario.id];
      const name = `${scenario.id}: ${scenario.promise}`;
      it(reason === undefined ? name : `${name} (declared gap: ${reason})`, async () => {
        const error = errorOf(await runScenario(scenario, subject, suiteOptions(given)));
        if (error !== undefined) throw error;
      });
    }
  });
}
