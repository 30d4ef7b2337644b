import {
  aChain,
  aDecision,
  anErasure,
  anEvaluation,
  aPin,
  erasing,
  pinning,
  recording,
  reviewing,
  reviewsOf,
  storing,
} from '@policytrail/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { migrateForRoles, poolAs } from './support/roles.js';
import { anOwnedStore, inSchema, type OwnedStore } from './support/store.js';

const chain = aChain('p', 3, (version) => ({ label: `v${version}` }));
const [first] = chain;
if (first === undefined) throw new Error('the chain has versions');
const kept = anEvaluation(first, { id: 'kept', decision: aDecision(['cap']) });
const erased = anEvaluation(first, { id: 'erased', decision: aDecision(['cap']) });

async function aFilledStore(): Promise<OwnedStore> {
  const owned = await anOwnedStore();
  await owned.store.append([...chain.map(storing), pinning(aPin(first!)), recording(kept), recording(erased)]);
  await owned.store.append([...reviewsOf(kept, 1).map((review) => reviewing(review)), erasing(anErasure(erased))]);
  return owned;
}

const version4 = `INSERT INTO t.versions (policy_id, version, request_id, previous_version, created_at, effective_at, origin,
  content_hash, previous_hash, hash, policy_json) SELECT policy_id, 4, 'request-4', 3, created_at, effective_at, origin, 'c', hash, 'h4', '{}'
  FROM t.versions WHERE policy_id = 'p' AND version = 3`;

/** What nobody may do, the owner and superuser neither. */
const attacks: readonly (readonly [what: string, sql: string])[] = [
  ['UPDATE of a version', "UPDATE t.versions SET policy_json = '{}' WHERE version = 2"],
  ['DELETE of the newest version', 'DELETE FROM t.versions WHERE version = 3'],
  ['DELETE of all', 'DELETE FROM t.versions'],
  ['TRUNCATE of versions', 'TRUNCATE t.versions CASCADE'],
  [
    'an upsert',
    `${version4.replace(', 4,', ', 3,')} ON CONFLICT (policy_id, version) DO UPDATE SET policy_json = 'rewritten'`,
  ],
  ['a gap', version4.replace(', 4,', ', 5,')],
  ['a fork', version4.replace("'c', hash,", "'c', 'forged',")],
  ['no previous hash', version4.replace("'c', hash,", "'c', NULL,")],
  ['a taken request id', version4.replace('request-4', 'request-3')],
  ['MERGE', 'MERGE INTO t.versions AS v USING (VALUES (2)) AS n (x) ON v.version = n.x WHEN MATCHED THEN DELETE'],
  ['UPDATE of a pin', "UPDATE t.pins SET policy_version = 2, pinned_by = 'eve'"],
  ['DELETE of a pin', 'DELETE FROM t.pins'],
  ['TRUNCATE of pins', 'TRUNCATE t.pins'],
  ['a head moved back', 'UPDATE t.heads SET version = 2'],
  ['a head that is no version', "UPDATE t.heads SET version = 4, hash = 'h4'"],
  ['DELETE of a head', 'DELETE FROM t.heads'],
  ['TRUNCATE of heads', 'TRUNCATE t.heads'],
  ['a made-up head', "INSERT INTO t.heads VALUES ('q', 1, 'h')"],
  ['UPDATE of an evaluation', "UPDATE t.evaluations SET status = 'approved'"],
  ['DELETE of an evaluation', 'DELETE FROM t.evaluations'],
  ['TRUNCATE of evaluations', 'TRUNCATE t.evaluations CASCADE'],
  ['UPDATE of a payload', "UPDATE t.payloads SET input_json = '{}'"],
  ['DELETE of a payload without an erasure', "DELETE FROM t.payloads WHERE evaluation_id = 'kept'"],
  ['TRUNCATE of payloads', 'TRUNCATE t.payloads'],
  ['a payload put back', "INSERT INTO t.payloads VALUES ('p', 'erased', 's', '{}', '{}')"],
  ['UPDATE of a violation', "UPDATE t.violations SET message = 'fine'"],
  ['DELETE of a violation without an erasure', 'DELETE FROM t.violations'],
  ['TRUNCATE of violations', 'TRUNCATE t.violations'],
  [
    'a violation beside a payload',
    "INSERT INTO t.violations VALUES ('p', 'kept', 9, 'r', 'r', 'blocking', 'deny', NULL, NULL, 'm', NULL, NULL)",
  ],
  [
    'a violation put back',
    "INSERT INTO t.violations VALUES ('p', 'erased', 1, 'r', 'r', 'blocking', 'deny', NULL, NULL, 'm', NULL, NULL)",
  ],
  ['UPDATE of a review', "UPDATE t.reviews SET verdict = 'rejected'"],
  ['DELETE of a review', 'DELETE FROM t.reviews'],
  ['TRUNCATE of reviews', 'TRUNCATE t.reviews'],
  [
    'a review out of the chain',
    "INSERT INTO t.reviews (policy_id, evaluation_id, sequence, request_id, rule_id, verdict, reviewed_at, previous_hash, hash) VALUES ('p', 'kept', 2, 'r', 'cap', 'approved', 'now', 'forged', 'h')",
  ],
  ['UPDATE of an erasure', "UPDATE t.erasures SET reason = 'none'"],
  ['DELETE of an erasure', 'DELETE FROM t.erasures'],
  ['TRUNCATE of erasures', 'TRUNCATE t.erasures'],
];

/** Foreign keys alone stop it: with them switched off, verify and the doctor have to find what came in. */
const stoppedByKeysAlone = 'a fork';

describe('as owner and superuser', () => {
  let owned: OwnedStore;
  beforeAll(async () => {
    owned = await aFilledStore();
  });

  it.each(attacks)('%s is blocked', async (_, sql) => {
    await expect(owned.sql(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(23|0A)/) });
  });

  it.each(attacks.filter(([what]) => what !== stoppedByKeysAlone))(
    '%s is blocked with session_replication_role = replica',
    async (_, sql) => {
      const whole = inSchema(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`, owned.schema);
      await expect(owned.sql(whole)).rejects.toMatchObject({ code: expect.stringMatching(/^(23|0A)/) });
    },
  );

  it('an erased payload and its violations may be deleted, which an erasure does', async () => {
    expect(await owned.sql('SELECT evaluation_id FROM t.payloads')).toEqual([{ evaluation_id: 'kept' }]);
    expect(await owned.sql('SELECT evaluation_id FROM t.violations')).toEqual([{ evaluation_id: 'kept' }]);
  });
});

describe('as the application', () => {
  it.each(attacks.filter(([, sql]) => /^(UPDATE|DELETE|TRUNCATE)/.test(sql) && !sql.includes('t.heads')))(
    '%s lacks the privilege',
    async (_, sql) => {
      const owned = await aRoleStore;
      const pool = poolAs('policytrail_test_application');
      await expect(pool.query(inSchema(sql, owned.schema))).rejects.toMatchObject({ code: '42501' });
      await pool.end();
    },
  );
});

const aRoleStore: Promise<OwnedStore> = (async () => {
  const owned = await anOwnedStore();
  await migrateForRoles({ schema: owned.schema });
  return owned;
})();
