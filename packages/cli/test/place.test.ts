import { isPolicytrailError } from '@policytrail/core';
import { expect, it } from 'vitest';
import { placeOf } from '../src/database/place.js';
import type { Host } from '../src/host.js';

function placeWith(db: string | undefined, env: Record<string, string> = {}) {
  return placeOf(db === undefined ? {} : { db }, { env } as unknown as Host);
}

it.each([
  'host=127.0.0.1 password=secretpw dbname=x',
  'mysql://root:secretpw@h/db',
  'postgresql:/u:secretpw@h/db',
  'password=secretpw',
])('makes no file that is called %s, and does not repeat it', (db) => {
  let failure: unknown;
  try {
    placeWith(db);
  } catch (error) {
    failure = error;
  }
  expect(isPolicytrailError(failure, 'invalid_argument')).toBe(true);
  expect(String(failure)).not.toContain('secretpw');
});

it.each([
  'policies.db',
  './mysql:/x',
  'C:\\data\\policies.db',
  'C:/data/policies.db',
  ':memory:',
  'a=b.db',
  '/tmp/a b=c.db',
])('takes %s for a file', (db) => {
  expect(placeWith(db)).toEqual({ kind: 'sqlite', path: db });
});

it('names DATABASE_URL where that is misspelt, and does not repeat it', () => {
  expect(() => placeWith(undefined, { DATABASE_URL: 'postgress://u:secretpw@h/db' })).toThrow(/DATABASE_URL is no URL/);
  expect(placeWith('policies.db', { DATABASE_URL: 'postgress://h' })).toMatchObject({ kind: 'sqlite' });
});
