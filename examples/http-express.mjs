// A trail served by Express, beside other routes.
import { once } from 'node:events';
import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { connectPolicyTrail } from '@policytrail/http/client';

const trail = createPolicyTrail({ store: memoryStore() });

// #region express
import { getRequestListener } from '@hono/node-server';
import { createPolicyTrailHandler } from '@policytrail/http';
import express from 'express';

const app = express();
const handler = createPolicyTrailHandler({
  trail,
  actor: (request) => request.headers.get('x-user'),
  onError: (error) => console.error(error),
});
app.use('/api/trail', getRequestListener(handler)); // before any parser of bodies
// #endregion

app.get('/', (_, response) => response.send('another page'));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

const client = connectPolicyTrail(`${origin}/api/trail`, { headers: { 'x-user': 'ana' } });
const rules = [
  { id: 'cap', name: 'Budget', when: 'input.tokens > policy.budgetTokens', effect: 'deny', message: 'over budget' },
];
await client.save('team/budget', { budgetTokens: 5000, rules });
const { evaluation } = await client.evaluate(
  'team/budget',
  { tokens: 7000 },
  { subject: { type: 'run', id: 'run-1' } },
);
console.log(evaluation.decision.status, evaluation.decision.reasons);
console.log(await (await fetch(origin)).text());

await client.close();
server.close();
server.closeAllConnections();
