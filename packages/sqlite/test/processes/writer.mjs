/**
 * A process that saves versions of one policy and prints each as it is acknowledged. Prints `ready` once the store is
 * open, begins when something comes in on stdin, and ends when it has saved all and stdin is closed.
 */
import { writeSync } from 'node:fs';
import { createPolicyTrail } from '@policytrail/core';
import { openSqliteStore } from '@policytrail/sqlite';
import { saboteurs } from '@policytrail/testing';

const { path, driver, policyId, name, saves, saboteur } = JSON.parse(process.argv[2]);
const opened = await openSqliteStore(path, { driver });
const store = saboteurs.find(({ id }) => id === saboteur)?.wrap(opened) ?? opened;
const trail = createPolicyTrail({ store });

writeSync(1, 'ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
for (let number = 1; number <= saves; number++) {
  const requestId = `${name}-${number}`;
  const startedAt = process.hrtime.bigint();
  const { version } = await trail.save(policyId, { name, number }, { by: name, requestId });
  const endedAt = process.hrtime.bigint();
  const acknowledgement = { requestId, version: version.version, startedAt: `${startedAt}`, endedAt: `${endedAt}` };
  writeSync(1, `${JSON.stringify(acknowledgement)}\n`);
}
