import { openSqliteStore } from '../../dist/index.js';

const [driver, path, policyId] = process.argv.slice(2);
const createdAt = '2025-10-01T00:00:00.000Z';
const version = {
  policyId,
  version: 1,
  requestId: 'request-1',
  createdAt,
  createdBy: null,
  changeNotes: null,
  label: null,
  title: null,
  effectiveAt: createdAt,
  withdraws: null,
  origin: { type: 'saved' },
  schema: null,
  contentHash: 'c',
  previousHash: null,
  hash: `h-${policyId}`,
  changes: null,
  policyJson: '{}',
};
const store = await openSqliteStore(path, { driver });
const write = { kind: 'version', policyId, requestId: 'request-1', decide: () => version, recognise: () => {} };
const [outcome] = await store.append([write]);
await store.close();
console.log(outcome.status);
