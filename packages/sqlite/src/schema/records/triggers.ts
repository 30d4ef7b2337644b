import { payloadTexts, violationTexts } from '@policytrail/core/sql';
import type { TableNames } from '../names.js';
import type { SchemaObject } from '../tables.js';
import { refuse, trigger } from '../triggers.js';
import { isBlank } from './blank.js';

/**
 * What keeps evaluations, reviews and erasures append-only, and lets payloads and violations go only where an erasure
 * stands. An evaluation comes first, its violations next, its payload last: from then on, or once it is erased, nothing
 * can be put beside it. As with versions, the insert triggers look for every key that REPLACE could run into.
 */
export function recordTriggers(names: TableNames): readonly SchemaObject[] {
  const { evaluations, payloads, violations, reviews, erasures } = names;
  const kept = (table: string, name: string): readonly SchemaObject[] => [
    trigger(names, `${name}_no_update`, `BEFORE UPDATE ON ${table}`, [refuse(`${name} are append-only`)]),
    trigger(names, `${name}_no_delete`, `BEFORE DELETE ON ${table}`, [refuse(`${name} are append-only`)]),
  ];
  return [
    trigger(names, 'evaluations_append', `BEFORE INSERT ON ${evaluations}`, evaluationsAppend(names)),
    ...kept(evaluations, 'evaluations'),
    trigger(names, 'payloads_append', `BEFORE INSERT ON ${payloads}`, payloadsAppend(names)),
    ...erasable(names, payloads, 'payloads', { keys: ['evaluation_id'], texts: payloadTexts }),
    trigger(names, 'violations_append', `BEFORE INSERT ON ${violations}`, violationsAppend(names)),
    ...erasable(names, violations, 'violations', { keys: ['evaluation_id', 'position'], texts: violationTexts }),
    trigger(names, 'reviews_append', `BEFORE INSERT ON ${reviews}`, reviewsAppend(names)),
    ...kept(reviews, 'reviews'),
    trigger(names, 'erasures_append', `BEFORE INSERT ON ${erasures}`, erasuresAppend(names)),
    ...kept(erasures, 'erasures'),
  ];
}

interface Erasable {
  /** Beside `policy_id` and the rowid. */
  readonly keys: readonly string[];
  readonly texts: readonly string[];
}

function erasable(names: TableNames, table: string, name: string, { keys, texts }: Erasable): readonly SchemaObject[] {
  const erased = `EXISTS (SELECT 1 FROM ${names.erasures} WHERE policy_id = OLD.policy_id AND evaluation_id = OLD.evaluation_id)`;
  const sameKeys = ['rowid', 'policy_id', ...keys].map((key) => `NEW.${key} = OLD.${key}`);
  const isErased = [erased, ...sameKeys, isBlank(texts.map((text) => `NEW.${text}`))].join(' AND ');
  return [
    trigger(names, `${name}_only_blanked`, `BEFORE UPDATE ON ${table}`, [
      refuse(`${name} are append-only`, `NOT (${isErased})`),
    ]),
    trigger(names, `${name}_no_delete`, `BEFORE DELETE ON ${table}`, [
      refuse(`${name} are append-only`, `NOT ${erased}`),
    ]),
  ];
}

function evaluationsAppend({ evaluations, versions }: TableNames): readonly string[] {
  const sameVersion = 'policy_id = NEW.policy_id AND version = NEW.policy_version';
  return [
    refuse(
      'evaluation is recorded',
      `EXISTS (SELECT 1 FROM ${evaluations} WHERE policy_id = NEW.policy_id AND id = NEW.id)`,
    ),
    refuse('evaluated version is not there', `NOT EXISTS (SELECT 1 FROM ${versions} WHERE ${sameVersion})`),
    rowidIsTaken(evaluations),
  ];
}

function payloadsAppend({ evaluations, payloads, erasures }: TableNames): readonly string[] {
  return [
    refuse('evaluation is not there', `NOT ${hasEvaluation(evaluations)}`),
    refuse('evaluation has its payload', hasRow(payloads)),
    refuse('evaluation is erased', hasRow(erasures)),
    rowidIsTaken(payloads),
  ];
}

function violationsAppend({ evaluations, payloads, violations, erasures }: TableNames): readonly string[] {
  return [
    refuse('evaluation is not there', `NOT ${hasEvaluation(evaluations)}`),
    refuse('evaluation has its payload', hasRow(payloads)),
    refuse('evaluation is erased', hasRow(erasures)),
    refuse('position is taken', hasRow(violations, ' AND position = NEW.position')),
    rowidIsTaken(violations),
  ];
}

// Nulls where there is no review: the first follows the evaluation itself.
function reviewsAppend({ evaluations, reviews }: TableNames): readonly string[] {
  return [
    refuse('evaluation is not there', `NOT ${hasEvaluation(evaluations)}`),
    refuse(
      'review does not continue the chain',
      `(NEW.sequence - 1, NEW.previous_hash) IS NOT
    (SELECT ifnull(max(sequence), 0), ifnull(hash,
      (SELECT hash FROM ${evaluations} WHERE policy_id = NEW.policy_id AND id = NEW.evaluation_id))
     FROM ${reviews} WHERE policy_id = NEW.policy_id AND evaluation_id = NEW.evaluation_id)`,
    ),
  ];
}

function erasuresAppend({ evaluations, erasures }: TableNames): readonly string[] {
  return [
    refuse('evaluation is not there', `NOT ${hasEvaluation(evaluations)}`),
    refuse('evaluation is erased', hasRow(erasures)),
  ];
}

function hasEvaluation(evaluations: string): string {
  return `EXISTS (SELECT 1 FROM ${evaluations} WHERE policy_id = NEW.policy_id AND id = NEW.evaluation_id)`;
}

function hasRow(table: string, more = ''): string {
  return `EXISTS (SELECT 1 FROM ${table} WHERE policy_id = NEW.policy_id AND evaluation_id = NEW.evaluation_id${more})`;
}

function rowidIsTaken(table: string): string {
  return refuse('rowid is taken', `EXISTS (SELECT 1 FROM ${table} WHERE rowid = NEW.rowid)`);
}
