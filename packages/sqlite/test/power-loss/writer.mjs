/**
 * A process that saves versions of one policy and prints each as it is acknowledged. Opens and closes its store `sessions`
 * times in between. With `synchronous` it lowers that setting behind the store's back.
 */
import { writeSync } from 'node:fs';
import { createPolicyTrail } from '@policytrail/core';
import { openSqliteStore } from '@policytrail/sqlite';

const { path, driver, journal, policyId, saves, sessions, synchronous } = JSON.parse(process.argv[2]);
const perSession = Math.ceil(saves / sessions);
let number = 0;
while (number < saves) {
  const { trail, close } = await openTrail();
  for (let last = Math.min(saves, number + perSession); number < last; ) {
    number += 1;
    const requestId = `request-${number}`;
    const policy = { number, terms: `${number} `.repeat(400) };
    const { version } = await trail.save(policyId, policy, { by: 'ana', requestId });
    writeSync(1, `${JSON.stringify({ requestId, version: version.version })}\n`);
  }
  await close();
}

async function openTrail() {
  if (synchronous === undefined) {
    const trail = createPolicyTrail({ store: await openSqliteStore(path, { driver, journal }) });
    return { trail, close: () => trail.close() };
  }
  const module = await import(driver);
  const database = new (module.DatabaseSync ?? module.default)(path);
  const store = await openSqliteStore(database, { driver, journal });
  database.exec(`PRAGMA synchronous = ${synchronous}`);
  return { trail: createPolicyTrail({ store }), close: async () => database.close() };
}
