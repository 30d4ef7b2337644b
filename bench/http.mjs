// The trail over HTTP on loopback, 64 connections: pages of a history, and evaluate + record, through the handler, beside a bare handler
// that asks the same trail and answers in JSON, and one that answers a constant, all on Hono's server for Node. The server is a process of
// its own; contenders in turn, medians of the rounds; every contender's answer is checked first.
// usage: node http.mjs [rounds] [seconds a round]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { createPolicyTrailHandler } from '@policytrail/http';
import { openSqliteStore } from '@policytrail/sqlite';
import autocannon from 'autocannon';
import { median, withFolder } from './databases.mjs';

const connections = 64;
const policyId = 'team/budget';
const rule = { id: 'cap', name: 'Cap', when: 'input.tokens > policy.budgetTokens', effect: 'deny', message: 'over' };
const evaluated = { policyId, input: { tokens: 7000 } };
const readPath = `/versions?policyId=${encodeURIComponent(policyId)}&limit=20`;

/** What is asked of each contender, on which store. */
const loads = {
  'history, 20 versions, memory': { store: 'memory', path: readPath },
  'history, 20 versions, SQLite': { store: 'sqlite', path: readPath },
  'evaluate + record, SQLite': { store: 'sqlite', path: '/evaluations', body: JSON.stringify(evaluated) },
};

const servers = {
  constant: async (trail) => {
    const text = JSON.stringify(await trail.history(policyId, { limit: 20 }));
    return async (request) => {
      if (request.method === 'POST') await request.text();
      return new Response(text, { headers: { 'content-type': 'application/json' } });
    };
  },
  bare: async (trail) => async (request) => {
    if (request.method === 'POST') {
      const { policyId: id, input } = await request.json();
      return Response.json(await trail.evaluate(id, input));
    }
    const { searchParams } = new URL(request.url);
    const limit = Number(searchParams.get('limit'));
    return Response.json(await trail.history(searchParams.get('policyId'), { limit }));
  },
  handler: async (trail) => createPolicyTrailHandler({ trail, actor: () => 'ana' }),
};

if (process.argv[2] === 'serve') await serve(process.argv[3], process.argv[4]);
else await measure(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 3));

async function measure(rounds, seconds) {
  console.log(`${cpus().length} × ${cpus()[0].model}, Node ${process.version}, load ${loadavg()[0].toFixed(1)}`);
  console.log(
    `${connections} connections, ${rounds} rounds of ${seconds} s, medians; memory: RSS of the server, MB, before → after`,
  );
  for (const [name, load] of Object.entries(loads)) {
    console.log(`\n${name}`);
    const results = Object.fromEntries(Object.keys(servers).map((contender) => [contender, []]));
    await withFolder(async (file) => {
      const running = {};
      for (const contender of Object.keys(servers)) {
        running[contender] = await start(contender, load.store === 'sqlite' ? `${file}-${contender}` : ':memory:');
      }
      for (const contender of Object.keys(servers)) await check(running[contender], load, contender);
      for (let round = 0; round < rounds; round += 1) {
        const order = Object.keys(servers).toSorted(() => Math.random() - 0.5);
        for (const contender of order) results[contender].push(await shoot(running[contender], load, seconds));
      }
      for (const [contender, { child, rss }] of Object.entries(running)) {
        const after = await rssOf(child);
        const { rate, p50, p99, errors } = summary(results[contender]);
        const ratio = median(results[contender].map(({ rate: ours }, round) => ours / results.bare[round].rate));
        console.log(
          `  ${contender.padEnd(9)} ${rate.toFixed(0).padStart(6)}/s  p50 ${p50} ms  p99 ${p99} ms  ` +
            `× bare ${ratio.toFixed(2)}  ${rss.toFixed(0)} → ${after.toFixed(0)} MB  ${errors} errors`,
        );
        child.kill();
        await once(child, 'exit');
      }
    });
  }
}

function summary(runs) {
  const of = (name) => median(runs.map((run) => run[name]));
  return {
    rate: of('rate'),
    p50: of('p50'),
    p99: of('p99'),
    errors: runs.reduce((sum, { errors }) => sum + errors, 0),
  };
}

async function start(contender, file) {
  const child = fork(fileURLToPath(import.meta.url), ['serve', contender, file], { execArgv: ['--expose-gc'] });
  const [port] = await once(child, 'message');
  return { child, url: `http://127.0.0.1:${port}`, rss: await rssOf(child) };
}

async function rssOf(child) {
  child.send('rss');
  const [bytes] = await once(child, 'message');
  return bytes / 1_048_576;
}

function requestOf({ path, body }) {
  return body === undefined
    ? { path }
    : { path, body, method: 'POST', headers: { 'content-type': 'application/json' } };
}

async function check({ url }, load, contender) {
  const { path, ...init } = requestOf(load);
  const response = await fetch(url + path, init);
  const answer = await response.json();
  const isRight = load.body === undefined ? answer.versions?.length === 20 : answer.status === 'recorded';
  if (!response.ok || !(isRight || contender === 'constant')) throw new Error(`${contender} answers otherwise`);
}

async function shoot({ url }, load, duration) {
  const { requests, latency, errors, non2xx } = await autocannon({
    url,
    connections,
    duration,
    requests: [requestOf(load)],
  });
  return { rate: requests.average, p50: latency.p50, p99: latency.p99, errors: errors + non2xx };
}

async function serve(contender, file) {
  const store = file === ':memory:' ? memoryStore() : await openSqliteStore(file);
  const trail = createPolicyTrail({ store });
  for (let tokens = 0; tokens < 50; tokens += 1) {
    await trail.save(policyId, { budgetTokens: 1000 + tokens, rules: [rule] }, { by: 'ana', changeNotes: 'adjusted' });
  }
  const server = createServer(getRequestListener(await servers[contender](trail)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', () => {
    globalThis.gc();
    process.send(process.memoryUsage().rss);
  });
  process.send(server.address().port);
}
