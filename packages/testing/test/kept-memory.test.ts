import { testPolicyStore } from '@policytrail/testing/vitest';
import { keptMemory } from './kept-memory.js';

testPolicyStore(keptMemory);
