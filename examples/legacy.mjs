// Policies that an application overwrote in place, in its own SQLite file, become version 1 of a trail beside them.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { createPolicyTrail } from '@policytrail/core';

const file = join(await mkdtemp(join(tmpdir(), 'policytrail-')), 'app.db');
const app = new DatabaseSync(file);
app.exec(`
  CREATE TABLE policies (project_id TEXT, policy_json TEXT, updated_at TEXT);
  INSERT INTO policies VALUES ('123', '{"budgetTokens":5000}', '2025-10-02 14:30:00'), ('124', '{"budgetTokens":', NULL);
  CREATE TABLE runs (id TEXT, project_id TEXT, started_at TEXT);
  INSERT INTO runs VALUES ('run-1', '123', '2025-10-02 16:00:00'), ('run-0', '123', '2025-10-01 12:00:00');`);
app.close();

// #region migrate
import { migrateLegacy } from '@policytrail/core/legacy';
import { openSqliteStore } from '@policytrail/sqlite';
import { openLegacySqlite } from '@policytrail/sqlite/legacy'; // or openLegacyPostgres of @policytrail/postgres/legacy

const store = await openSqliteStore(file);
const source = await openLegacySqlite(file, { policies: { table: 'policies', document: 'policy_json' } });
const counts = await migrateLegacy({
  store,
  source,
  idPrefix: 'project-',
  onRow: ({ row, id, status, message }) => console.log(row, id, status, message),
});
// #endregion
await source.close();
console.log(counts.policies, counts.runs);

const trail = createPolicyTrail({ store });
const ran = await trail.pinned('project-123', { type: 'run', id: 'run-1' });
console.log(ran.pin.policyVersion, ran.version.createdBy.id, ran.version.changeNotes);
console.log((await trail.verifyAll()).valid ? 'valid' : 'not valid');
await trail.close();
