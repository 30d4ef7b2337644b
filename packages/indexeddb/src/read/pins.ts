import type { Pin, SubjectKey } from '@policytrail/core';
import type { Reading } from '../database/tables.js';
import { orderKey } from '../keys/order-key.js';
import { afterAll, between } from '../keys/range.js';
import { pinKey } from '../keys/row-key.js';
import { firstRows } from './pages.js';

export function readPin(transaction: Reading, policyId: string, subject: SubjectKey): Promise<Pin | undefined> {
  return transaction.objectStore('pins').get(pinKey(policyId, subject));
}

/** Pins of a policy after a subject, by type, id, version. */
export function readPins(
  transaction: Reading,
  { policyId, after, limit }: { readonly policyId: string; readonly after?: SubjectKey; readonly limit: number },
): Promise<readonly Pin[]> {
  const policy = orderKey(policyId);
  const lower = after === undefined ? { key: [policy] } : { key: pinKey(policyId, after), isOpen: true };
  return firstRows(transaction.objectStore('pins'), between(lower, { key: afterAll([policy]) }), limit);
}
