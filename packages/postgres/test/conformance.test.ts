import { scenarios } from '@policytrail/testing';
import { testPolicyStore } from '@policytrail/testing/vitest';
import { postgresSubject } from './support/subject.js';

// What takes long is played once; the others go through every statement in another way.
const heavyGroups = ['size', 'record-size', 'concurrency', 'recovery', 'model', 'text', 'record-text'];
const light = scenarios.filter(({ group }) => !heavyGroups.includes(group));
const oncePerWay = ['lifecycle', 'filter', 'order'];
const writing = light.filter(({ group }) => !oncePerWay.includes(group));
// The store's own connections send several statements at once.
const pipelined = scenarios.filter(
  (one) => writing.includes(one) || ['concurrency', 'recovery', 'model'].includes(one.group),
);
const erasing = ['erasure/', 'evaluation/', 'review/'];
const withoutErasing = writing.filter(({ id }) => !erasing.some((group) => id.startsWith(group)));

testPolicyStore(postgresSubject({ through: 'pool' }), { scenarios });
testPolicyStore(postgresSubject({ through: 'client', tablePrefix: 'pt_' }), { scenarios: light });
testPolicyStore(postgresSubject({ through: 'url' }), { scenarios: pipelined });
testPolicyStore(postgresSubject({ through: 'url', statements: 'plain' }), { scenarios: writing });
testPolicyStore(postgresSubject({ through: 'pool', role: 'policytrail_test_eraser' }), { scenarios: writing });
testPolicyStore(postgresSubject({ through: 'pool', role: 'policytrail_test_application' }), {
  scenarios: withoutErasing,
});
