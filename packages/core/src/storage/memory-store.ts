import type { Pin, SubjectKey } from '../policy/pin.js';
import { PolicytrailError } from '../values/error.js';
import { compareCodePoints } from './code-point-order.js';
import { frozenCopy } from './memory/frozen-copy.js';
import { matchingIds, pageOfIds, pageOfVersions, policySummaryOf } from './memory/policy-lists.js';
import {
  addPin,
  addVersion,
  compareSubjects,
  emptyRows,
  findInForceAt,
  findPin,
  headOf,
  type PolicyRows,
  type Undo,
} from './memory/policy-rows.js';
import { countBefore, insertSorted, removeSorted } from './memory/sorted-list.js';
import type {
  DoctorReport,
  PinWrite,
  PolicyPage,
  PolicyQuery,
  PolicyStore,
  StoredVersion,
  SyncPolicyStore,
  VersionWrite,
  Write,
  WriteOutcome,
} from './port.js';

/** A store that keeps everything in memory, for tests and demos: it forgets all when the process ends. */
export function memoryStore(): PolicyStore {
  const tables: Tables = { policies: new Map(), ids: [] };
  let isOpen = true;

  function rowsOf(policyId: string, operation: string): PolicyRows {
    return openTables(operation).policies.get(policyId) ?? nothing;
  }

  function openTables(operation: string): Tables {
    if (isOpen) return tables;
    throw new PolicytrailError('store_closed', `the store is closed, ${operation} came too late`, { operation });
  }

  const sync: SyncPolicyStore = {
    append: (writes) => appendAll(openTables('append'), writes),
    readHead: (policyId) => headOf(rowsOf(policyId, 'readHead')),
    readVersion: (policyId, version) => rowsOf(policyId, 'readVersion').versions[version - 1],
    readInForce: (policyId, at) => findInForceAt(rowsOf(policyId, 'readInForce'), at),
    readPin: (policyId, subject) => findPin(rowsOf(policyId, 'readPin'), subject),
  };

  return {
    sync,
    append: async (writes) => sync.append(writes),
    readHead: async (policyId) => sync.readHead(policyId),
    readVersion: async (policyId, version) => sync.readVersion(policyId, version),
    readInForce: async (policyId, at) => sync.readInForce(policyId, at),
    readPin: async (policyId, subject) => sync.readPin(policyId, subject),
    async readSealedHead(policyId) {
      const latest = rowsOf(policyId, 'readSealedHead').versions.at(-1);
      return latest && { version: latest.version, hash: latest.hash };
    },
    readLabelled: async (policyId, label) => rowsOf(policyId, 'readLabelled').byLabel.get(label),
    async readVersions({ policyId, after, limit }) {
      return rowsOf(policyId, 'readVersions').versions.slice(after, after + limit);
    },
    listVersions: async (query) => pageOfVersions(rowsOf(query.policyId, 'listVersions'), query),
    listPolicies: async (query) => pageOfPolicies(openTables('listPolicies'), query),
    listPolicyIds: async () => [...openTables('listPolicyIds').ids],
    readPins: async (query) => pageOfPins(rowsOf(query.policyId, 'readPins'), query),
    async doctor() {
      openTables('doctor');
      return report;
    },
    async close() {
      isOpen = false;
    },
  };
}

/** `ids` are the keys of `policies` in code point order. */
interface Tables {
  readonly policies: Map<string, PolicyRows>;
  readonly ids: string[];
}

const nothing: PolicyRows = emptyRows();

const report: DoctorReport = frozenCopy({
  store: 'memory',
  durable: false,
  checks: [{ id: 'durability', status: 'warning', message: 'all is kept in memory and lost when the process ends' }],
});

function appendAll(tables: Tables, writes: readonly Write[]): readonly WriteOutcome[] {
  const undos: Undo[] = [];
  try {
    return writes.map((write) =>
      write.kind === 'version' ? appendVersion(tables, write, undos) : appendPin(tables, write, undos),
    );
  } catch (error) {
    for (const undo of undos.reverse()) undo();
    throw error;
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
  assertAnswers(version, write);
  undos.push(addVersion(rows ?? addPolicy(tables, write.policyId, undos), version));
  return { kind: 'version', status: 'appended', version };
}

function assertAnswers({ policyId, requestId, version }: StoredVersion, write: VersionWrite): void {
  if (policyId === write.policyId && requestId === write.requestId) return;
  const message = `version ${version} of \`${policyId}\` is not what request \`${write.requestId}\` asked to append`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version });
}

function appendPin(tables: Tables, write: PinWrite, undos: Undo[]): WriteOutcome {
  const rows = tables.policies.get(write.policyId) ?? nothing;
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

function pageOfPolicies({ policies, ids }: Tables, query: PolicyQuery): PolicyPage {
  const matching = matchingIds(ids, query);
  const page = pageOfIds(matching, query).map((id) => policySummaryOf(policies.get(id) ?? nothing));
  return { policies: page.filter((summary) => summary !== undefined), total: matching.length };
}

function pageOfPins(
  { pins }: PolicyRows,
  { after, limit }: { readonly after?: SubjectKey; readonly limit: number },
): readonly Pin[] {
  const first = after === undefined ? 0 : countBefore(pins, (pin) => compareSubjects(pin.subject, after) <= 0);
  return pins.slice(first, first + limit);
}
