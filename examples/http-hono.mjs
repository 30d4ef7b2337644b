// A trail served by Hono, for browsers to reach, and reached by a client with the trail's own interface.
// #region serve
import { serve } from '@hono/node-server';
import { createPolicyTrail, memoryStore, roles } from '@policytrail/core';
import { createPolicyTrailHandler } from '@policytrail/http';
import { Hono } from 'hono';

const trail = createPolicyTrail({
  store: memoryStore(), // or openSqliteStore(…), openPostgresStore(…)
  authorize: roles({ viewer: ['*'], editor: ['ana'] }),
});
const handler = createPolicyTrailHandler({
  trail,
  actor: (request) => sessionOf(request)?.user, // who asks, as your own sign-in knows; nobody: 401
});

const app = new Hono();
app.mount('/api/trail', handler);
// #endregion

/** A sign-in that believes everything: yours does not. */
function sessionOf(request) {
  const user = request.headers.get('authorization')?.replace('Bearer ', '');
  return user === undefined ? undefined : { user };
}

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
await new Promise((resolve) => server.once('listening', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const token = async () => 'ana';

// #region connect
import { isPolicytrailError } from '@policytrail/core';
import { connectPolicyTrail } from '@policytrail/http/client';

const client = connectPolicyTrail(`${origin}/api/trail`, {
  headers: async () => ({ authorization: `Bearer ${await token()}` }),
});
await client.save('team/budget', { budgetTokens: 5000 }, { changeNotes: 'Initial policy', expectedVersion: 0 });
const { versions } = await client.history('team/budget'); // the same as the trail itself says
const stop = client.watch('team/budget', ({ version }) => console.log(`version ${version} was saved`));

try {
  await client.save('team/budget', { budgetTokens: 8000 }, { expectedVersion: 7 });
} catch (error) {
  if (!isPolicytrailError(error, 'version_conflict')) throw error; // codes and details are the trail's, too
  console.log(`somebody was quicker: it is at version ${error.details.headVersion}`);
}
// #endregion

for (const { version, createdBy, changeNotes } of versions) console.log(version, createdBy.id, changeNotes);
const refused = await fetch(`${origin}/api/trail/versions?policyId=team%2Fbudget`);
console.log(refused.status, (await refused.json()).detail);
const etag = (
  await fetch(`${origin}/api/trail/versions?policyId=team%2Fbudget`, { headers: { authorization: 'Bearer vera' } })
).headers.get('etag');
console.log(etag?.startsWith('"v1-') ? 'the head is version 1' : etag);

stop();
await client.close();
server.close();
