import { compareCodePoints } from '../filter/code-point-order.js';
import { assertNextVersion } from '../fitting.js';
import type { PinWrite, VersionWrite, Write, WriteOutcome } from '../port.js';
import { appendErasure, appendEvaluation, appendReviews } from './append-records.js';
import { frozenCopy } from './frozen-copy.js';
import { addPin, addVersion, emptyRows, findPin, headOf, type PolicyRows, type Undo } from './policy-rows.js';
import { insertSorted, removeSorted } from './sorted-list.js';

/** `ids` are the keys of `policies` in code point order. */
export interface Tables {
  readonly policies: Map<string, PolicyRows>;
  readonly ids: string[];
}

/** The rows of a policy that is not there. */
export const noRows: PolicyRows = /* @__PURE__ */ emptyRows();

/** All writes, or none of them. */
export function appendAll(tables: Tables, writes: readonly Write[]): readonly WriteOutcome[] {
  const undos: Undo[] = [];
  try {
    return writes.map((write) => appendOne(tables, write, undos));
  } catch (error) {
    for (const undo of undos.reverse()) undo();
    throw error;
  }
}

function appendOne(tables: Tables, write: Write, undos: Undo[]): WriteOutcome {
  if (write.kind === 'version') return appendVersion(tables, write, undos);
  // Anything else needs a version, so nothing is ever added to `noRows`.
  const rows = tables.policies.get(write.policyId) ?? noRows;
  switch (write.kind) {
    case 'pin':
      return appendPin(rows, write, undos);
    case 'evaluation':
      return appendEvaluation(rows, write, undos);
    case 'review':
      return appendReviews(rows, write, undos);
    case 'erasure':
      return appendErasure(rows, write, undos);
  }
}

function appendVersion(tables: Tables, write: VersionWrite, undos: Undo[]): WriteOutcome {
  const rows = tables.policies.get(write.policyId);
  const stored = rows?.byRequestId.get(write.requestId);
  if (stored !== undefined) {
    write.recognise(stored);
    return { kind: 'version', status: 'already_stored', version: stored };
  }
  const head = rows && headOf(rows);
  const decided = write.decide(head);
  if (decided === undefined) return { kind: 'version', status: 'declined', head };
  const version = frozenCopy(decided);
  assertNextVersion(version, write, head?.latest);
  undos.push(addVersion(rows ?? addPolicy(tables, write.policyId, undos), version));
  return { kind: 'version', status: 'appended', version };
}

function appendPin(rows: PolicyRows, write: PinWrite, undos: Undo[]): WriteOutcome {
  const stored = findPin(rows, write.subject);
  if (stored !== undefined) {
    write.recognise(stored);
    return { kind: 'pin', status: 'already_stored', pin: stored };
  }
  const pin = frozenCopy(write.decide(headOf(rows)));
  undos.push(addPin(rows, pin));
  return { kind: 'pin', status: 'appended', pin };
}

function addPolicy({ policies, ids }: Tables, policyId: string, undos: Undo[]): PolicyRows {
  const rows = emptyRows();
  policies.set(policyId, rows);
  insertSorted(ids, policyId, compareCodePoints);
  undos.push(() => {
    policies.delete(policyId);
    removeSorted(ids, policyId, compareCodePoints);
  });
  return rows;
}
