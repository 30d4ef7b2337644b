import type { EvaluationWrite, VersionWrite, Write } from '@policytrail/core';
import type { Writing } from '../database/tables.js';
import { together } from '../database/transaction.js';
import { evaluationKey } from '../keys/row-key.js';

/** The requests and evaluations of a batch that are not stored: to be asked once each, as the batch itself may store one. */
export interface LookAhead {
  /** True where it is not stored; false where it is, and from the second time on, when it has to be looked up. */
  readonly isNew: (write: VersionWrite | EvaluationWrite) => boolean;
}

/** Looks all of them up at once: one after the other, look-ups would take most of the time of a batch. */
export async function lookAhead(transaction: Writing, writes: readonly Write[]): Promise<LookAhead> {
  const asked = writes.filter((write) => write.kind === 'version' || write.kind === 'evaluation');
  const found = await together(asked.map((write) => () => findKey(transaction, write)));
  const absent = new Set(asked.filter((_, index) => found[index] === undefined).map(nameOf));
  return { isNew: (write) => absent.delete(nameOf(write)) };
}

function findKey(transaction: Writing, write: VersionWrite | EvaluationWrite): Promise<unknown> {
  if (write.kind === 'version') {
    return transaction.objectStore('versions').index('request').getKey([write.policyId, write.requestId]);
  }
  return transaction.objectStore('evaluations').getKey(evaluationKey(write.policyId, write.evaluation.id));
}

// With its length, as an id may have spaces.
function nameOf(write: VersionWrite | EvaluationWrite): string {
  const id = write.kind === 'version' ? write.requestId : write.evaluation.id;
  return `${write.kind} ${id.length} ${id} ${write.policyId}`;
}
