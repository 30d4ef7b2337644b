import { scenarios } from '@policytrail/testing';
import { testPolicyStore } from '@policytrail/testing/vitest';
import { postgresSubject } from './support/subject.js';

// What takes long is played once; the others go through every statement in another way.
const heavyGroups = ['size', 'record-size', 'concurrency', 'recovery', 'model', 'text'];
const light = scenarios.filter(({ group }) => !heavyGroups.includes(group));

testPolicyStore(postgresSubject({ through: 'pool' }), { scenarios });
testPolicyStore(postgresSubject({ through: 'client', tablePrefix: 'pt_' }), { scenarios: light });
