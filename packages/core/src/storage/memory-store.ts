import type { Pin, SubjectKey } from '../policy/pin.js';
import { PolicytrailError } from '../values/error.js';
import { compareSubjects } from './filter/subject-order.js';
import { appendAll, noRows, type Tables } from './memory/append.js';
import { pageOfEvaluations, pageOfWhole } from './memory/evaluation-lists.js';
import { reviewedOf } from './memory/evaluation-rows.js';
import { frozenCopy } from './memory/frozen-copy.js';
import { matchingIds, pageOfIds, pageOfVersions, policySummaryOf } from './memory/policy-lists.js';
import { findInForceAt, findPin, headOf, type PolicyRows } from './memory/policy-rows.js';
import { countBefore } from './memory/sorted-list.js';
import type { DoctorReport, PolicyPage, PolicyQuery, PolicyStore, SyncPolicyStore } from './port.js';

/** A store that keeps everything in memory, for tests and demos: it forgets all when the process ends. */
export function memoryStore(): PolicyStore {
  const tables: Tables = { policies: new Map(), ids: [] };
  let isOpen = true;

  function rowsOf(policyId: string, operation: string): PolicyRows {
    return openTables(operation).policies.get(policyId) ?? noRows;
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
    async readEvaluation(policyId, id) {
      return reviewedOf(rowsOf(policyId, 'readEvaluation').evaluations.byId.get(id));
    },
    listEvaluations: async (query) => pageOfEvaluations(rowsOf(query.policyId, 'listEvaluations').evaluations, query),
    readEvaluations: async (query) => pageOfWhole(rowsOf(query.policyId, 'readEvaluations').evaluations, query),
    async doctor() {
      openTables('doctor');
      return report;
    },
    async close() {
      isOpen = false;
    },
  };
}

const report: DoctorReport = /* @__PURE__ */ frozenCopy({
  store: 'memory',
  durable: false,
  checks: [{ id: 'durability', status: 'warning', message: 'all is kept in memory and lost when the process ends' }],
});

function pageOfPolicies({ policies, ids }: Tables, query: PolicyQuery): PolicyPage {
  const matching = matchingIds(ids, query);
  const page = pageOfIds(matching, query).map((id) => policySummaryOf(policies.get(id) ?? noRows));
  return { policies: page.filter((summary) => summary !== undefined), total: matching.length };
}

function pageOfPins(
  { pins }: PolicyRows,
  { after, limit }: { readonly after?: SubjectKey; readonly limit: number },
): readonly Pin[] {
  const first = after === undefined ? 0 : countBefore(pins, (pin) => compareSubjects(pin.subject, after) <= 0);
  return pins.slice(first, first + limit);
}
