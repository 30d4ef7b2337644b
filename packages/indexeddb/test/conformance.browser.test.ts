import { testPolicyStore } from '@policytrail/testing/vitest';
import { indexedDbSubject } from './support/subject.js';

testPolicyStore(indexedDbSubject);
