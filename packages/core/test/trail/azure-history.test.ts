import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aTrail } from './kit.js';

// Built-in policies of Azure and their changes over the years; the file stands beside the repository, not in it.
const path = fileURLToPath(new URL('../../../../../shared/data/azure-policy-history.ndjson.gz', import.meta.url));
const isPresent = existsSync(path);

describe('a history of 120 real policies', () => {
  it(isPresent ? 'is imported, and once only' : `is not there (${path}): nothing was imported`, async () => {
    if (!isPresent) return;
    const { trail, clock } = aTrail();
    clock.set('2100-01-01T00:00:00.000Z');
    const file = new Uint8Array(readFileSync(path));
    const counts = { records: 1127, policies: 120, saved: 1088, unchanged: 39, alreadySaved: 0 };
    expect(await trail.importHistory(file)).toEqual(counts);
    expect(await trail.importHistory(file)).toEqual({ ...counts, saved: 0, alreadySaved: 1088 });
    expect(await trail.verifyAll()).toMatchObject({ valid: true, policies: 120, versions: 1088 });
  });
});
