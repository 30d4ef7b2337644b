import { aChain, anEvaluation, recording, scenarios, storing } from '@policytrail/testing';
import { testPolicyStore } from '@policytrail/testing/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIndexedDbStore } from '../src/index.js';
import { freshName } from './support/names.js';
import { indexedDbSubject } from './support/subject.js';

const owners = [IDBObjectStore.prototype, IDBIndex.prototype] as const;

/** Counts the calls of a method of tables and indexes while work runs. */
async function callsOf(name: 'getAllRecords' | 'openCursor' | 'getAll', work: () => Promise<unknown>): Promise<number> {
  let calls = 0;
  const undo = owners.map((owner) => {
    const original = Reflect.get(owner, name) as () => unknown;
    Reflect.set(owner, name, function counted(this: object, ...given: []) {
      calls += 1;
      return Reflect.apply(original, this, given);
    });
    return () => Reflect.set(owner, name, original);
  });
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
  return calls;
}

describe('a page, newest first', () => {
  it('is read in one request, however long it is', async () => {
    const store = await openIndexedDbStore(freshName());
    const chain = aChain('p', 60);
    await store.append(chain.map(storing));
    await store.append(chain.map((version) => recording(anEvaluation(version, { id: `e-${version.version}` }))));
    const history = () => store.listVersions({ policyId: 'p', limit: 50, order: 'newest' });
    const evaluations = () => store.listEvaluations({ policyId: 'p', limit: 50 });
    // One for the page, one for the head.
    expect(await callsOf('getAllRecords', history)).toBe(2);
    expect(await callsOf('openCursor', history)).toBe(0);
    expect(await callsOf('getAllRecords', evaluations)).toBe(1);
    expect(await callsOf('openCursor', evaluations)).toBe(0);
  });
});

describe('where the browser has no getAllRecords', () => {
  const removed = owners.map((owner) => [owner, Object.getOwnPropertyDescriptor(owner, 'getAllRecords')] as const);
  const groups = ['append', 'reading', 'order', 'filter', 'evaluation', 'in-force'];

  beforeAll(() => {
    for (const [owner] of removed) Reflect.deleteProperty(owner, 'getAllRecords');
  });

  afterAll(() => {
    for (const [owner, descriptor] of removed) Object.defineProperty(owner, 'getAllRecords', descriptor ?? {});
  });

  it('nothing calls it', () => {
    expect(owners.some((owner) => 'getAllRecords' in owner)).toBe(false);
  });

  testPolicyStore(indexedDbSubject, { scenarios: scenarios.filter(({ group }) => groups.includes(group)) });
});
