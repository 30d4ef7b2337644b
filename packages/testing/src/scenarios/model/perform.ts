import {
  isPolicytrailError,
  type PolicyHead,
  type PolicyStore,
  type StoredVersion,
  type VersionQuery,
  type Write,
  type WriteOutcome,
} from '@policytrail/core';
import { bareHead } from '../../evidence/head.js';
import { later } from '../../samples/clock.js';
import { aVersion, type VersionSample } from '../../samples/version.js';
import { pinningHead, storingNext } from '../../samples/writes.js';
import type { HistorySketch, Operation, SaveSketch, WriteSketch } from './operations.js';
import { isRecordSketch, recordAnswerOf, recordWriteOf } from './perform-records.js';

const start = '2025-10-01T10:00:00.000Z';
const policyIds = ['p', 'P', '\uff5e', '~own'] as const;
const fields = ['/budgetUsd', '/limits', '/limits/daily', '/rules/*/when'] as const;

/** Does one thing and tells what came of it, an error by its code or message: two stores that agree tell the same. */
export async function perform(store: PolicyStore, operation: Operation): Promise<unknown> {
  try {
    return { answer: await answerOf(store, operation) };
  } catch (error) {
    if (isPolicytrailError(error)) return { refused: error.code };
    return { threw: error instanceof Error ? error.message : error };
  }
}

async function answerOf(store: PolicyStore, operation: Operation): Promise<unknown> {
  switch (operation.do) {
    case 'append':
      return (await store.append(operation.writes.map(writeOf))).map(bareOutcome);
    case 'readHead':
      return bareHead(await store.readHead(idOf(operation.policy)));
    case 'readSealedHead':
      return store.readSealedHead(idOf(operation.policy));
    case 'readVersion':
      return store.readVersion(idOf(operation.policy), operation.version);
    case 'readLabelled':
      return store.readLabelled(idOf(operation.policy), `v${operation.label}`);
    case 'readInForce':
      return store.readInForce(idOf(operation.policy), minute(operation.minute));
    case 'readVersions':
      return store.readVersions({ policyId: idOf(operation.policy), after: operation.after, limit: operation.limit });
    case 'listVersions':
      return store.listVersions(queryOf(operation.policy, operation.page));
    case 'listPolicies': {
      const { limit, includeInternal } = operation;
      return store.listPolicies({ limit, includeInternal, after: policyIds[operation.after] ?? '' });
    }
    case 'readPin':
      return store.readPin(idOf(operation.policy), subjectOf(operation.subject));
    default:
      return recordAnswerOf(store, idOf(operation.policy), operation);
  }
}

function writeOf(sketch: WriteSketch): Write {
  const policyId = idOf(sketch.policy);
  if (isRecordSketch(sketch)) return recordWriteOf(policyId, sketch);
  const requestId = 'request' in sketch ? `request-${sketch.request}` : '';
  const write = storingNext(policyId, requestId);
  switch (sketch.kind) {
    case 'pin':
      return pinningHead(policyId, { subject: subjectOf(sketch.subject) });
    case 'save':
      return storingNext(policyId, requestId, (head) => sampleOf(head, sketch.save));
    case 'withdraw':
      return { ...write, decide: (head: PolicyHead | undefined) => withdrawal(head, requestId) };
    case 'decline':
      return { ...write, decide: () => undefined };
    case 'throw':
      return { ...write, decide: () => stop('decide'), recognise: () => stop('recognise') };
  }
}

function bareOutcome(outcome: WriteOutcome): WriteOutcome {
  return outcome.kind === 'version' && outcome.status === 'declined'
    ? { ...outcome, head: bareHead(outcome.head) }
    : outcome;
}

function sampleOf(head: PolicyHead | undefined, sketch: SaveSketch): VersionSample {
  const { minutes, planned, label, author, notes, field } = sketch;
  const createdAt = later(head?.latest.createdAt ?? start, minutes * 60_000);
  const path = fields[field] ?? fields[0];
  return {
    createdAt,
    effectiveAt: later(createdAt, planned * 60_000),
    label: label === null ? null : `v${label}`,
    createdBy: { id: `author-${author}`, name: notes },
    changeNotes: notes,
    changes:
      head === undefined
        ? null
        : { total: 1, fields: [path], first: [{ kind: 'removed', path, field: path, before: notes }] },
  };
}

/** Withdraws the first version that is still planned; declines where none is. */
function withdrawal(head: PolicyHead | undefined, requestId: string): StoredVersion | undefined {
  const planned = head?.timeline.find(({ effectiveAt }) => effectiveAt > head.latest.createdAt);
  return head && planned && aVersion({ after: head.latest, requestId, withdraws: planned.version });
}

function queryOf(
  policy: number,
  { before, after, limit, order, author, text, fromMinute, field }: HistorySketch,
): VersionQuery {
  const filter = {
    ...(author !== undefined && { author: `author-${author}` }),
    ...(text !== undefined && { text }),
    ...(fromMinute !== undefined && { from: minute(fromMinute) }),
    ...(field !== undefined && { field: fields[field] ?? fields[0] }),
  };
  const window = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  return { policyId: idOf(policy), limit, order, ...window, ...(Object.keys(filter).length > 0 && { filter }) };
}

function idOf(policy: number): string {
  return policyIds[policy] ?? policyIds[0];
}

function subjectOf(subject: number) {
  return { type: 'run', id: `run-${subject >> 1}`, version: subject % 2 === 0 ? '' : '1' };
}

function minute(minutes: number): string {
  return later(start, minutes * 60_000);
}

function stop(where: string): never {
  throw new Error(`stopped in ${where}`);
}
