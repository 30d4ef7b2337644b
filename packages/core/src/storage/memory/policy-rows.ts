import type { Pin, SubjectKey } from '../../policy/pin.js';
import type { Instant } from '../../values/instant.js';
import { compareSubjects } from '../filter/subject-order.js';
import { labelTaken, pinWithoutVersion } from '../fitting.js';
import type { PolicyHead, StoredVersion } from '../port.js';
import { type EvaluationRows, emptyEvaluations } from './evaluation-rows.js';
import { countBefore, insertSorted, removeSorted } from './sorted-list.js';

/** All that is kept of one policy. */
export interface PolicyRows {
  /** Version n stands at n - 1. */
  readonly versions: StoredVersion[];
  readonly byRequestId: Map<string, StoredVersion>;
  readonly byLabel: Map<string, StoredVersion>;
  /** The versions that are not withdrawn, in the order in which they take over from each other. */
  readonly takingEffect: StoredVersion[];
  /** Sorted by subject. */
  readonly pins: Pin[];
  readonly evaluations: EvaluationRows;
}

/** Takes a row out again, as if it had never been there. */
export type Undo = () => void;

export function emptyRows(): PolicyRows {
  return {
    versions: [],
    byRequestId: new Map(),
    byLabel: new Map(),
    takingEffect: [],
    pins: [],
    evaluations: emptyEvaluations(),
  };
}

/** Takes the version that comes next. Throws `label_taken` where its label is in use. */
export function addVersion(rows: PolicyRows, row: StoredVersion): Undo {
  assertLabelFree(rows, row);
  const withdrawn = row.withdraws === null ? undefined : rows.versions[row.withdraws - 1];
  const isTakenBack = withdrawn !== undefined && removeSorted(rows.takingEffect, withdrawn, compareEffect);
  rows.versions.push(row);
  rows.byRequestId.set(row.requestId, row);
  if (row.label !== null) rows.byLabel.set(row.label, row);
  insertSorted(rows.takingEffect, row, compareEffect);
  return () => {
    removeSorted(rows.takingEffect, row, compareEffect);
    if (row.label !== null) rows.byLabel.delete(row.label);
    rows.byRequestId.delete(row.requestId);
    rows.versions.pop();
    if (isTakenBack) insertSorted(rows.takingEffect, withdrawn, compareEffect);
  };
}

/** Throws `trail_corrupt` where the pinned version is not there. */
export function addPin(rows: PolicyRows, pin: Pin): Undo {
  if (rows.versions[pin.policyVersion - 1] === undefined) {
    throw pinWithoutVersion(pin.policyId, pin.policyVersion);
  }
  insertSorted(rows.pins, pin, comparePins);
  return () => void removeSorted(rows.pins, pin, comparePins);
}

export function headOf({ versions, takingEffect }: PolicyRows): PolicyHead | undefined {
  const latest = versions.at(-1);
  if (latest === undefined) return undefined;
  const inForce = countBefore(takingEffect, (row) => row.effectiveAt <= latest.createdAt) - 1;
  const timeline = takingEffect.slice(Math.max(0, inForce));
  return { latest, timeline: timeline.sort((one, other) => one.version - other.version) };
}

export function findInForceAt({ takingEffect }: PolicyRows, at: Instant): StoredVersion | undefined {
  return takingEffect[countBefore(takingEffect, (row) => row.effectiveAt <= at) - 1];
}

export function findPin({ pins }: PolicyRows, subject: SubjectKey): Pin | undefined {
  const found = pins[countBefore(pins, (pin) => compareSubjects(pin.subject, subject) < 0)];
  return found !== undefined && compareSubjects(found.subject, subject) === 0 ? found : undefined;
}

function assertLabelFree({ byLabel }: PolicyRows, { policyId, label }: StoredVersion): void {
  const taken = label === null ? undefined : byLabel.get(label);
  if (label === null || taken === undefined) return;
  throw labelTaken(policyId, label, taken.version);
}

function compareEffect(one: StoredVersion, other: StoredVersion): number {
  if (one.effectiveAt !== other.effectiveAt) return one.effectiveAt < other.effectiveAt ? -1 : 1;
  return one.version - other.version;
}

function comparePins(one: Pin, other: Pin): number {
  return compareSubjects(one.subject, other.subject);
}
