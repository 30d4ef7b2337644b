// Roles: who may read, change, and approve; what a page shows of it.
import { createPolicyTrail, isPolicytrailError, memoryStore, roles } from '@policytrail/core';

const store = memoryStore();
// #region roles
const trail = createPolicyTrail({
  store,
  authorize: roles({
    viewer: ['*'], // everybody
    editor: ['ana', { actor: 'ben', prefix: 'team-1/' }], // ben: the policies whose ids begin so
    approver: ['lee'],
    admin: ['root'],
  }),
});
const bens = trail.as('ben'); // bind a trail to whoever asks: its calls can't speak for another
await bens.save('team-1/budget', { budgetTokens: 5000 }, { changeNotes: 'Initial policy' });

const refused = await bens.save('team-2/budget', { budgetTokens: 5000 }).catch((error) => error);
const permissions = await bens.permissions('team-2/budget'); // what an element takes: { view: true, edit: 'it takes …', … }
// #endregion

console.log(isPolicytrailError(refused, 'forbidden') ? refused.message : 'it was saved');
console.log(permissions);
// #region authorize
const byHours = createPolicyTrail({
  store,
  authorize: async ({ actor, action, operation, policyId }) => {
    if (action === 'read') return true;
    if (actor === null) return 'sign in first';
    return (await isOnDuty(actor.id)) || `${operation} of ${policyId ?? 'the whole trail'} only while on duty`;
  },
});
// #endregion
const late = await byHours.save('team-1/budget', { budgetTokens: 1 }, { by: 'ben' }).catch((error) => error);
console.log(late.message);

async function isOnDuty(actor) {
  return actor === 'ana';
}
