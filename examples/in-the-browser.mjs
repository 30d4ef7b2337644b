// Policies kept in the browser. Here it runs in Node, which has no IndexedDB, so everything is kept in memory.
// #region open
import { createPolicyTrail } from '@policytrail/core';
import { openIndexedDbStore } from '@policytrail/indexeddb';

const store = await openIndexedDbStore('policies', { whenUnavailable: 'memory' });
const trail = createPolicyTrail({ store });

trail.watch('project-123', ({ version }) => console.log(`version ${version} was saved, here or in another tab`));
await trail.save('project-123', { budgetTokens: 200_000 }, { by: 'ana', changeNotes: 'Initial policy' });

if (!(await store.persist())) console.log('the browser may forget this: export an archive now and then');
// #endregion

const { durable, checks } = await trail.doctor();
console.log(durable ? 'durable' : `not durable: ${checks.find(({ status }) => status === 'warning')?.message}`);
await trail.close();
