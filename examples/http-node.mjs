// A trail served by Node alone, and its OpenAPI document.
import { once } from 'node:events';
import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { connectPolicyTrail } from '@policytrail/http/client';

const trail = createPolicyTrail({ store: memoryStore() });

// #region node
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createPolicyTrailHandler } from '@policytrail/http';

const handler = createPolicyTrailHandler({
  trail,
  actor: (request) => request.headers.get('x-user'),
  rateLimit: (_, { actor }) => secondsToWait(actor), // undefined: go ahead
});
const server = createServer(getRequestListener(handler));
server.listen(0, '127.0.0.1');
// #endregion

/** Three requests for everybody, then wait. */
const asked = new Map();
function secondsToWait(actor) {
  asked.set(actor, (asked.get(actor) ?? 0) + 1);
  return asked.get(actor) > 3 ? 60 : undefined;
}

await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;
const client = connectPolicyTrail(url, { headers: { 'x-user': 'ana' } });
await client.save('project-123', { budgetTokens: 5000 });
await client.save('project-123', { budgetTokens: 2000 }, { changeNotes: 'Reduced' });
for (const change of (await client.diff('project-123', 1, 2)).changes)
  console.log(change.path, change.before, change.after);

const limited = await fetch(`${url}/policies`, { headers: { 'x-user': 'ana' } });
console.log(limited.status, limited.headers.get('retry-after'));
const { openapi, paths } = await (await fetch(`${url}/openapi.json`)).json();
console.log(`OpenAPI ${openapi}, ${Object.keys(paths).length} paths`);

await client.close();
server.close();
server.closeAllConnections();
