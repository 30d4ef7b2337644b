import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected, origin } from '../support/connected.js';
import { serve, type TestServer } from '../support/server.js';

const { handler, trail } = connected({
  handler: { bodyTimeoutMilliseconds: 200, maxArchiveBytes: 5 * 1_048_576 },
});
let server: TestServer;

beforeAll(async () => {
  server = await serve(handler);
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };

/** Sends bytes, then keeps the line open without a word; what comes back until the server is through. */
async function talk(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  let answer = '';
  socket.on('data', (bytes) => {
    answer += bytes.toString('latin1');
  });
  for (const part of parts) socket.write(part);
  const isWhole = () => /\r\n\r\n[\s\S]*\}/.test(answer);
  while (!isWhole() && !socket.closed) await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  socket.destroy();
  return answer;
}

const head = (path: string, ...lines: readonly string[]) =>
  [`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', ...lines, '', ''].join('\r\n');

describe('a body', () => {
  it('of 100 MB is refused by its announcement', async () => {
    const answer = await talk(head('/versions', `Content-Length: ${100 * 1_048_576}`), '{"policyId":"p"');
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('"code":"limit_exceeded"');
  });

  it('of 100 MB that does not say so is refused once it is too long, and memory stays flat', async () => {
    const chunk = new Uint8Array(65_536).fill(0x61);
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += chunk.length;
          if (sent > 100 * 1_048_576) controller.close();
          else controller.enqueue(chunk);
        },
      });
    const measure = async (path: string, type: string) => {
      sent = 0;
      const init = { method: 'POST', body: endless(), duplex: 'half', headers: { 'content-type': type } };
      const response = await handler(new Request(origin + path, init as RequestInit));
      expect(response.status).toBe(413);
      expect(sent).toBeLessThan(8 * 1_048_576);
    };
    await measure('/versions', 'application/json');
    await measure('/archive/import', 'application/octet-stream');
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 30; round += 1) await measure('/versions', 'application/json');
    expect((process.memoryUsage().rss - before) / 1_048_576).toBeLessThan(120);
  });

  it('that comes too slowly is 408', async () => {
    const answer = await talk(head('/versions', 'Content-Length: 1000'), '{"policyId":');
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('"code":"limit_exceeded"');
  });

  it('of an import that stops in the middle is 408', async () => {
    const answer = await talk(
      head('/archive/import', 'Content-Length: 1000').replace('application/json', 'application/x-ndjson'),
      '{"manifest":',
    );
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });
});

describe('a path', () => {
  it.each([
    ['/versions/../doctor/../../etc/passwd', 404],
    ['/%2e%2e/doctor', 200],
    ['/doctor%00', 404],
    ['/%', 404],
    ['/versions%2fcurrent?policyId=p', 404],
    ['//127.0.0.1/doctor', 404],
    ['/doctor;x=1', 404],
    ['/\\doctor', 404],
  ])('%s is %i', async (path, status) => {
    const answer = await talk(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 (${status}|400) `));
    expect(answer).not.toContain('root:');
  });

  it('brings a policy id as it is, over a real connection', async () => {
    for (const policyId of ['..', 'a/../b', '%2e', 'a b+c', 'ü💶', '?#&=']) {
      await trail.save(policyId, { its: policyId });
      const response = await fetch(`${server.url}/versions/current?policyId=${encodeURIComponent(policyId)}`);
      expect(await response.json()).toMatchObject({ policyId });
      const body = JSON.stringify({ policyId, policy: { its: `${policyId} again` } });
      const saved = await fetch(`${server.url}/versions`, { method: 'POST', headers: json, body });
      expect(await saved.json()).toMatchObject({ status: 'saved', version: { policyId, version: 2 } });
    }
  });
});

it.each(['/versions', '/archive/import', '/archive/import-history'])(
  'a sender to %s that goes away in the middle is nobody’s failure',
  async (path) => {
    const logged: unknown[] = [];
    const own = connected({ handler: { onError: (error) => logged.push(error) } });
    const told = new EventEmitter();
    const listening = await serve((request) => {
      const answer = own.handler(request);
      told.emit('asked');
      void answer.then(({ status }) => told.emit('answered', status));
      return answer;
    });
    const [asked, answered] = [once(told, 'asked'), once(told, 'answered')];
    const socket = connect(listening.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const type = path === '/versions' ? 'application/json' : 'application/x-ndjson';
    socket.write(`${head(path, 'Content-Length: 1000').replace('application/json', type)}{"policyId":`);
    await asked;
    socket.resetAndDestroy();
    expect(await answered).toEqual([400]);
    expect([logged, (await own.trail.policies()).total]).toEqual([[], 0]);
    await listening.close();
  },
);
