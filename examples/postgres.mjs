// A trail on Postgres: tables of an owner, an application that may not change what it recorded. Uses DATABASE_URL, whose role may
// make roles, or starts a throw-away server.
import { createPolicyTrail } from '@policytrail/core';
import { grantSql, migrate, openPostgresStore } from '@policytrail/postgres';
import pg from 'pg';
import { startCluster } from '../tools/postgres/cluster.mjs';

const cluster = process.env.DATABASE_URL ? undefined : await startCluster();
const url = process.env.DATABASE_URL ?? cluster.url;
const schema = `example_${process.pid}`;
const [app, dpo, audit] = ['app', 'dpo', 'audit'].map((role) => `${schema}_${role}`);

const owner = new pg.Pool({ connectionString: url });
for (const role of [app, dpo, audit]) await owner.query(`CREATE ROLE ${role} NOLOGIN`);
const appsPool = new pg.Pool({ connectionString: url, options: `-c role=${app}` });

// #region roles
await migrate(owner, { schema }); // or run migrationSql({ schema }) by your own tools
await owner.query(grantSql({ schema, application: app, eraser: dpo, auditor: audit }));

const store = await openPostgresStore(appsPool, { schema, missingTables: 'refuse' });
// #endregion
const trail = createPolicyTrail({ store });
await trail.save('project-123', { budgetTokens: 5000 }, { by: 'ana', changeNotes: 'Initial policy' });

// #region within
const client = await appsPool.connect();
await client.query('BEGIN');
const inside = createPolicyTrail({ store: store.within(client) });
await inside.save('project-123', { budgetTokens: 8000 }, { by: 'ana', expectedVersion: 1 });
await inside.pin('project-123', { type: 'run', id: 'run-1' });
await client.query('COMMIT'); // the version, the pin and your own rows, or nothing
client.release();
// #endregion

const { versions } = await trail.history('project-123');
for (const { version, createdBy, changeNotes } of versions) console.log(version, createdBy?.id, changeNotes ?? '');
const refused = await appsPool.query(`DELETE FROM ${schema}.policytrail_versions`).catch(({ message }) => message);
console.log(refused);
const { checks } = await trail.doctor();
for (const { id, status, message } of checks) if (status !== 'ok') console.log(`${status} ${id}: ${message}`);
console.log((await trail.verify('project-123')).valid ? 'valid' : 'not valid');

await appsPool.end();
await owner.query(`DROP SCHEMA ${schema} CASCADE`);
for (const role of [app, dpo, audit]) await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
await owner.end();
await cluster?.stop();
