import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onOwnConnection, schemaOf, server } from '../database.js';
import { budgetDatabase, documentOf, policytrail, program, run, runJson, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
const secret = 'pa55-canary';
const outsider = `cli_outsider_${process.pid}`;
let schema = '';

/** The server's URL with some parts changed. */
function url(change: (parts: URL) => void = () => undefined): string {
  const parts = new URL(server ?? '');
  change(parts);
  return parts.href;
}

/** A port of loopback on which nobody listens. */
async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return String(port);
}

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`there is no ${program}: run npm run build first`);
  schema = await schemaOf(await budgetDatabase(inFolder('budget.db')));
  await onOwnConnection((client) => client.query(`CREATE ROLE ${outsider} LOGIN PASSWORD '${secret}'`));
});

afterAll(() => onOwnConnection((client) => client.query(`DROP ROLE ${outsider}`)));

describe('a database of Postgres', () => {
  it('is named by --db, by POLICYTRAIL_DB, or by DATABASE_URL where nothing else names one', async () => {
    const log = ['log', 'project-123', '--schema', schema, '--json'];
    const byFlag = documentOf(await policytrail([...log, '--db', url()]));
    expect(byFlag).toMatchObject({ total: 3 });
    const environments = [
      { POLICYTRAIL_DB: url() },
      { DATABASE_URL: url() },
      { POLICYTRAIL_DB: url(), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    ];
    for (const env of environments) expect(documentOf(await policytrail(log, { env }))).toEqual(byFlag);
  });

  it('is not read out of a DATABASE_URL of another kind', async () => {
    const { code, stderr } = await run(['log', 'p'], { env: { DATABASE_URL: 'mysql://root@127.0.0.1/app' } });
    expect([code, stderr]).toEqual([2, expect.stringContaining('no database was named')]);
  });

  it('is read with a driver that a file does not load', async () => {
    const hook = `data:text/javascript,import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(
      'export async function resolve(name, context, next) { if (/^pg$|postgres/.test(name)) throw new Error("loaded " + name); return next(name, context); }'))`;
    const env = { NODE_OPTIONS: `--import "${hook.replaceAll('\n', ' ').replaceAll('"', '\\"')}"` };
    const file = inFolder('file.sqlite');
    expect(await policytrail(['save', 'p', '-'], { stdin: '{}', env: { ...env, POLICYTRAIL_DB: file } })).toMatchObject(
      {
        code: 0,
        stderr: '',
      },
    );
    const refused = await policytrail(['policies', '--schema', schema], { env: { ...env, DATABASE_URL: url() } });
    expect(refused.stderr).toContain('loaded @policytrail/postgres');
  });

  it('is no file to copy, and that is said with what copies it', async () => {
    const target = inFolder('copy.sqlite');
    const { code, stderr } = await run(['backup', target, '--db', url(), '--schema', schema]);
    expect([code, existsSync(target)]).toEqual([2, false]);
    expect(stderr).toMatch(/pg_dump.*policytrail export/);
  });
});

describe('a schema without tables', () => {
  it.each([
    ['log', 'p'],
    ['policies'],
    ['verify'],
    ['doctor'],
    ['export', '-'],
    ['decisions', 'p'],
    ['save', 'p', '-'],
    ['save', 'p', '-', '--dry-run'],
    ['import', '-'],
  ])('is left as it is by %s %s %s', async (...args) => {
    const missing = `cli_missing_${process.pid}`;
    const history = `${JSON.stringify({ policyId: 'p', policy: {}, createdAt: '2025-01-01T00:00:00Z' })}\n`;
    const stdin = args[0] === 'import' ? history : '{}';
    const call = [...args, '--db', url(), '--schema', missing];
    const { code, stdout, stderr } = await run(call, { stdin });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^error store_unavailable: there are no tables .+\n.*policytrail migrate/);
    const asJson = await run([...call, '--json'], { stdin });
    if (args[0] !== 'export') {
      expect(JSON.parse(asJson.stderr)).toMatchObject({ error: { details: { reason: 'no_tables' } } });
    }
    const found = await onOwnConnection((client) =>
      client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [missing]),
    );
    expect(found.rowCount).toBe(0);
  });

  it('gets them by migrate, also of another prefix, apart from each other', async () => {
    const place = ['--db', url(), '--schema', schema, '--table-prefix', 'acme_'];
    expect((await run(['log', 'p', ...place])).code).toBe(3);
    expect((await run(['migrate', ...place])).stdout).toMatch(/^The tables are there, of schema \d+\.\n$/);
    expect((await run(['save', 'p', '-', ...place], { stdin: '{"a":1}' })).code).toBe(0);
    expect(await runJson(['policies', ...place])).toMatchObject({ total: 1, policies: [{ policyId: 'p' }] });
    expect(await runJson(['policies', '--db', url(), '--schema', schema])).toMatchObject({ total: 1 });
    expect((await run(['migrate', '--db', url(), '--schema', 'x"; DROP TABLE y'])).code).toBe(2);
  });

  it('gets them by the SQL that migrate prints without a server', async () => {
    const made = `cli_sql_${process.pid}`;
    const nowhere = `postgres://nobody@127.0.0.1:${await freePort()}/none`;
    const { code, stdout } = await run(['migrate', '--sql', '--db', nowhere, '--schema', made]);
    expect(code).toBe(0);
    await onOwnConnection((client) => client.query(stdout));
    const report = await runJson<{ checks: { status: string }[] }>(['doctor', '--db', url(), '--schema', made]);
    expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
    await onOwnConnection((client) => client.query(`SET client_min_messages = warning; DROP SCHEMA ${made} CASCADE`));
  });
});

describe('what stands in the way', () => {
  it.each<[string, string, (parts: URL) => void | Promise<void>]>([
    [
      'unreachable',
      'host and port',
      async (parts) => {
        parts.port = await freePort();
      },
    ],
    [
      'no_database',
      'createdb',
      (parts) => {
        parts.pathname = '/not_there';
      },
    ],
    [
      'login_refused',
      'PGPASSWORD',
      (parts) => {
        parts.username = 'nobody_of_that_name';
      },
    ],
    [
      'no_privilege',
      'grantSql',
      (parts) => {
        parts.username = outsider;
      },
    ],
  ])('is said by a stable reason, with what to do, and never with the password: %s', async (reason, advice, change) => {
    const parts = new URL(server ?? '');
    await change(parts);
    parts.password = secret;
    const call = ['log', 'project-123', '--db', parts.href, '--schema', schema];
    const inWords = await run(call);
    expect([inWords.code, inWords.stdout]).toEqual([3, '']);
    expect(inWords.stderr).toMatch(/^error store_unavailable: .+: .+\n.+\n$/);
    expect(inWords.stderr).toContain(advice);
    const asJson = await run([...call, '--json']);
    expect(JSON.parse(asJson.stderr)).toMatchObject({ error: { code: 'store_unavailable', details: { reason } } });
    expect(inWords.stderr + asJson.stderr).not.toContain(secret);
  });

  it('is said to one that may read but not make tables', async () => {
    const call = [
      'migrate',
      '--db',
      url((parts) => {
        parts.username = outsider;
      }),
      '--schema',
      `cli_own_${process.pid}`,
    ];
    const { code, stderr } = await run(call);
    expect([code, stderr]).toEqual([3, expect.stringContaining('permission denied')]);
  });

  it.each([
    `postgres://kim:12/${secret}@127.0.0.1/app`,
    `postgres://kim:12?${secret}@127.0.0.1/app`,
    `postgres://kim:12#${secret}@127.0.0.1/app`,
    `postgres://kim:${secret}@127.0.0.1:port/app`,
    `postgresql://kim:${secret}@[::1/app`,
  ])('is said of a URL that can not be read, without a word of it: %s', async (db) => {
    for (const flags of [[], ['--json']]) {
      const { code, stdout, stderr } = await run(['log', 'p', '--db', db, ...flags]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('invalid_argument');
      expect(stderr).not.toContain(secret);
    }
  });
});
