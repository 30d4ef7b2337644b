import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { describeTwoPeople } from '../server/two-people.js';

const url = inject('postgresUrl');
const client = new pg.Client(url);
let made = 0;

beforeAll(() => client.connect());
afterAll(() => client.end());

describeTwoPeople(async () => {
  const schema = `demo_${process.pid}_${++made}`;
  return {
    environment: { DATABASE_URL: url, POSTGRES_SCHEMA: schema },
    remove: async () => void (await client.query(`drop schema if exists ${schema} cascade`)),
  };
});
