import { memoryStore } from '@policytrail/core';
import fc from 'fast-check';
import { assertEqual } from '../../evidence/assert.js';
import { contentsOf } from '../../evidence/contents.js';
import { type Scenario, scenario } from '../../suite/scenario.js';
import { operations } from './operations.js';
import { perform } from './perform.js';

export const modelScenarios: readonly Scenario[] = [
  scenario(
    'model/agrees-with-memory',
    'answers random histories as the store in memory does',
    async ({ prepare, options }) => {
      const agrees = fc.asyncProperty(operations, async (history) => {
        const place = await prepare();
        const [store, model] = [await place.open(), memoryStore()];
        for (const [step, operation] of history.entries()) {
          const [actual, expected] = [await perform(store, operation), await perform(model, operation)];
          assertEqual(actual, expected, `step ${step + 1}, ${operation.do}`);
        }
        assertEqual(await contentsOf(store), await contentsOf(model), 'the contents at the end');
        await place.dispose();
      });
      await fc.assert(agrees, { seed: options.seed, numRuns: options.modelRuns });
    },
  ),
];
