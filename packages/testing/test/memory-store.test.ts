import { memoryStore } from '@policytrail/core';
import { scenarios } from '@policytrail/testing';
import { testPolicyStore } from '@policytrail/testing/vitest';

const oneStoreOnly = 'each store in memory is a place of its own';
const forgets = 'what is in memory is forgotten when the store is closed';
const noDriver = 'there is no driver whose calls could fail';

const severalConnections = scenarios.filter(({ id }) => id.endsWith('-several-connections')).map(({ id }) => id);
const recovery = scenarios.filter(({ group }) => group === 'recovery').map(({ id }) => id);

testPolicyStore({
  name: 'memory store',
  prepare: async () => ({ open: async () => memoryStore(), dispose: async () => {} }),
  gaps: {
    ...Object.fromEntries(severalConnections.map((id) => [id, oneStoreOnly])),
    ...Object.fromEntries(recovery.map((id) => [id, noDriver])),
    'concurrency/connections-see-each-other': oneStoreOnly,
    'lifecycle/opens-twice-at-once': oneStoreOnly,
    'lifecycle/closing-under-way': forgets,
    'lifecycle/reopening-keeps-all': forgets,
    'lifecycle/reopening-continues': forgets,
  },
});
