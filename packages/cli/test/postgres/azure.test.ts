import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createPolicyTrail, type HistoryImport } from '@policytrail/core';
import { openSqliteStore } from '@policytrail/sqlite';
import { describe, expect, it } from 'vitest';
import { documentOf, policytrail, temporaryFolder } from '../run.js';

const file = fileURLToPath(new URL('../../../../../shared/data/azure-policy-history.ndjson.gz', import.meta.url));

describe('a real history: 120 policies, 1,127 records', () => {
  const inFolder = temporaryFolder();
  const isThere = existsSync(file);
  if (!isThere) console.warn(`the real history was not imported: there is no ${file}`);
  const title = 'goes into Postgres, and its archive has the same bytes as that of SQLite';

  it(isThere ? title : `is not checked: there is no ${file}`, async () => {
    if (!isThere) return;
    const counts = { records: 1127, policies: 120, saved: 1088, unchanged: 39, alreadySaved: 0 };
    const onPostgres = ['--db', inFolder('azure.db'), '--json'];
    expect(documentOf<HistoryImport>(await policytrail(['import', file, ...onPostgres]))).toEqual(counts);
    const again = documentOf<HistoryImport>(await policytrail(['import', file, ...onPostgres]));
    expect(again).toEqual({ ...counts, saved: 0, alreadySaved: 1088 });
    const valid = { valid: true, policies: 120, versions: 1088, problems: [] };
    expect(documentOf(await policytrail(['verify', ...onPostgres]))).toMatchObject(valid);

    const sqlite = createPolicyTrail({ store: await openSqliteStore(inFolder('beside.db')) });
    expect(await sqlite.importHistory(new Uint8Array(readFileSync(file)))).toEqual(counts);
    for (const gzip of [true, false]) {
      const archive = inFolder(`azure.jsonl${gzip ? '.gz' : ''}`);
      await policytrail(['export', archive, ...(gzip ? [] : ['--no-gzip']), ...onPostgres]);
      const ofPostgres = sha256(readFileSync(archive));
      const ofSqlite = sha256(await bytesOf(sqlite.exportArchive({ gzip })));
      console.log(`SHA-256 of the ${gzip ? 'gzipped' : 'plain'} archive: postgres ${ofPostgres}, sqlite ${ofSqlite}`);
      expect(ofPostgres).toBe(ofSqlite);
    }
    await sqlite.close();
  });
});

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
