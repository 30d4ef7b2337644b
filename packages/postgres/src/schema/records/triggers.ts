import type { TableNames } from '../names.js';
import type { SchemaObject } from '../tables.js';
import { appendOnly, refuseWhere, refusing, trigger, triggerFunction } from '../triggers.js';

/**
 * What keeps evaluations, reviews and erasures append-only, and lets payloads and violations go only where an erasure
 * stands. An evaluation comes first, its violations next, its payload last: from then on, or once it is erased, nothing
 * can be put beside it.
 */
export function recordTriggers(names: TableNames): readonly SchemaObject[] {
  return [
    ...appendOnly(names, 'evaluations'),
    triggerFunction(names, 'only_erased', onlyErased(names)),
    ...erasable(names, 'payloads'),
    ...erasable(names, 'violations'),
    triggerFunction(names, 'payloads_guard', payloadsGuard(names)),
    ...trigger(names, {
      name: 'payloads_last',
      table: 'payloads',
      event: 'AFTER INSERT',
      rows: 'added',
      runs: 'payloads_guard()',
    }),
    triggerFunction(names, 'violations_guard', violationsGuard(names)),
    ...trigger(names, {
      name: 'violations_before_payload',
      table: 'violations',
      event: 'AFTER INSERT',
      rows: 'added',
      runs: 'violations_guard()',
    }),
    ...appendOnly(names, 'reviews'),
    triggerFunction(names, 'reviews_guard', reviewsGuard(names)),
    ...trigger(names, { name: 'reviews_append', table: 'reviews', event: 'BEFORE INSERT', runs: 'reviews_guard()' }),
    ...appendOnly(names, 'erasures'),
  ];
}

function erasable(names: TableNames, table: string): readonly SchemaObject[] {
  return [
    ...refusing(names, table, 'no_update', 'BEFORE UPDATE'),
    ...trigger(names, { name: `${table}_only_erased`, table, event: 'BEFORE DELETE', runs: `only_erased('${table}')` }),
    ...refusing(names, table, 'no_truncate', 'BEFORE TRUNCATE'),
  ];
}

function onlyErased({ erasures }: TableNames): string {
  return `
BEGIN
  IF EXISTS (SELECT 1 FROM ${erasures} WHERE policy_id = OLD.policy_id AND evaluation_id = OLD.evaluation_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'policytrail: % are append-only', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END`;
}

function payloadsGuard({ erasures }: TableNames): string {
  return `
BEGIN
  ${refuseWhere(besideAdded(erasures), 'evaluation is erased')}
  RETURN NULL;
END`;
}

function violationsGuard({ erasures, payloads }: TableNames): string {
  return `
BEGIN
  ${refuseWhere(besideAdded(payloads), 'evaluation has its payload')}
  ${refuseWhere(besideAdded(erasures), 'evaluation is erased')}
  RETURN NULL;
END`;
}

function besideAdded(table: string): string {
  return `EXISTS (SELECT 1 FROM added JOIN ${table} AS t ON t.policy_id = added.policy_id AND t.evaluation_id = added.evaluation_id)`;
}

// Where there is no review yet, the first follows the evaluation itself.
function reviewsGuard({ evaluations, reviews }: TableNames): string {
  const before = `SELECT sequence, hash FROM ${reviews} WHERE policy_id = NEW.policy_id AND evaluation_id = NEW.evaluation_id
      UNION ALL SELECT 0, hash FROM ${evaluations} WHERE policy_id = NEW.policy_id AND id = NEW.evaluation_id
      ORDER BY 1 DESC LIMIT 1`;
  const continues = `EXISTS (SELECT 1 FROM (${before}) AS b WHERE b.sequence = NEW.sequence - 1 AND b.hash = NEW.previous_hash)`;
  return `
BEGIN
  ${refuseWhere(`NOT ${continues}`, 'review does not continue the chain')}
  RETURN NEW;
END`;
}
