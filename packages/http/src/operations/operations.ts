import type { Operation } from '@policytrail/core';

/** A method of a trail that goes over HTTP. */
export type RemoteOperation = Operation | 'permissions';

/** What an operation is asked with, by the names of its parameters and options. */
export type Named = Readonly<Record<string, unknown>>;

/** How a method of the trail travels: the one table that routes, document and client are made of. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The names of the method's parameters, in order, on the wire. */
  readonly parameters: readonly string[];
  /** Whether an object of options follows them: each option stands beside the parameters, under its own name. */
  readonly options?: true;
  /** Where what is asked travels: in the query, as a JSON object, or as bytes with the options in the query. */
  readonly takes: 'query' | 'json' | 'bytes';
  /** `found`: where there is nothing, 404 `not_found`, which is `undefined` to the caller. */
  readonly gives: 'json' | 'found' | 'bytes' | 'events';
  /** A member that every answer in JSON has; `[]`: the answer is a list of objects. What has none is not a handler's. */
  readonly holds?: string;
  /** The option that makes a retry safe; the header Idempotency-Key. */
  readonly retryId?: 'requestId' | 'id';
  /** The parameter that is a list of what would be the options of one call each, with a `retryId` of their own. */
  readonly each?: 'drafts' | 'requests';
  /** Whether the option `expectedVersion` may come as If-Match. */
  readonly conditional?: true;
  /** Whether the answer has an ETag. */
  readonly tagged?: true;
  /** Whether it says who acts: the option `by`, or a `by` of each call in a list. */
  readonly signed?: true;
  /** Changes nothing, although it is a POST. */
  readonly isRead?: true;
}

const get = { method: 'GET', takes: 'query' } as const;
const post = { method: 'POST', takes: 'json', gives: 'json' } as const;
const ofPolicy = { parameters: ['policyId'] } as const;
const reviewing = {
  ...post,
  parameters: ['policyId', 'evaluationId'],
  options: true,
  retryId: 'requestId',
  signed: true,
  holds: 'status',
} as const;
const saving = {
  ...post,
  options: true,
  retryId: 'requestId',
  signed: true,
  conditional: true,
  holds: 'status',
} as const;
const ofSubject = { parameters: ['policyId', 'subject'], options: true } as const;
const ofTrail = { parameters: [], options: true } as const;

/** Every operation of a trail and its route. An operation of core without a row does not compile. */
export const routes: Readonly<Record<RemoteOperation, Route>> = {
  policies: { ...get, ...ofTrail, path: '/policies', gives: 'json', holds: 'policies' },
  permissions: { ...get, ...ofPolicy, path: '/permissions', gives: 'json', holds: 'view' },

  history: { ...get, ...ofPolicy, path: '/versions', options: true, gives: 'json', tagged: true, holds: 'versions' },
  current: { ...get, ...ofPolicy, path: '/versions/current', gives: 'found', tagged: true, holds: 'contentHash' },
  inForce: {
    ...get,
    path: '/versions/in-force',
    parameters: ['policyId', 'at'],
    gives: 'found',
    tagged: true,
    holds: 'contentHash',
  },
  version: {
    ...get,
    path: '/versions/numbered',
    parameters: ['policyId', 'version'],
    gives: 'found',
    tagged: true,
    holds: 'contentHash',
  },
  labelled: {
    ...get,
    path: '/versions/labelled',
    parameters: ['policyId', 'label'],
    gives: 'found',
    tagged: true,
    holds: 'contentHash',
  },
  planned: { ...get, ...ofPolicy, path: '/versions/planned', gives: 'json', holds: '[]' },
  diff: { ...get, path: '/versions/diff', parameters: ['policyId', 'from', 'to'], gives: 'json', holds: 'changes' },
  definitionOf: { ...get, ...ofTrail, path: '/definitions', gives: 'found', holds: 'name' },
  watch: { ...get, ...ofPolicy, path: '/events', gives: 'events' },
  save: { ...saving, path: '/versions', parameters: ['policyId', 'policy'] },
  saveMany: {
    ...post,
    path: '/versions/batch',
    parameters: ['drafts'],
    retryId: 'requestId',
    each: 'drafts',
    signed: true,
    holds: '[]',
  },
  restore: { ...saving, path: '/versions/restore', parameters: ['policyId', 'version'] },
  withdraw: { ...saving, path: '/versions/withdraw', parameters: ['policyId', 'version'] },

  pinned: { ...get, path: '/pins', parameters: ['policyId', 'subject'], gives: 'found', holds: 'pin' },
  pin: { ...post, ...ofSubject, path: '/pins', signed: true, holds: 'pin' },

  evaluation: {
    ...get,
    path: '/evaluations/recorded',
    parameters: ['policyId', 'id'],
    gives: 'found',
    holds: 'contentHash',
  },
  evaluations: { ...get, ...ofPolicy, path: '/evaluations', options: true, gives: 'json', holds: 'evaluations' },
  stale: { ...get, ...ofPolicy, path: '/evaluations/stale', options: true, gives: 'json', holds: 'stale' },
  evaluate: {
    ...post,
    path: '/evaluations',
    parameters: ['policyId', 'input'],
    options: true,
    retryId: 'id',
    signed: true,
    holds: 'status',
  },
  evaluateMany: {
    ...post,
    path: '/evaluations/batch',
    parameters: ['requests'],
    retryId: 'id',
    each: 'requests',
    signed: true,
    holds: '[]',
  },
  reevaluate: { ...post, ...ofSubject, path: '/evaluations/again', retryId: 'id', signed: true, holds: 'status' },
  explain: { ...post, ...ofSubject, path: '/explanations', isRead: true, holds: 'evidence' },
  approve: { ...reviewing, path: '/reviews/approve' },
  reject: { ...reviewing, path: '/reviews/reject' },
  waive: { ...reviewing, path: '/reviews/waive' },
  revoke: { ...reviewing, path: '/reviews/revoke' },
  erase: { ...post, ...ofSubject, path: '/erasures', signed: true, holds: 'erased' },

  verify: { ...get, ...ofPolicy, path: '/verification', options: true, gives: 'json', holds: 'valid' },
  verifyAll: { ...post, ...ofTrail, path: '/verification', isRead: true, holds: 'valid' },
  doctor: { ...get, parameters: [], path: '/doctor', gives: 'json', holds: 'checks' },
  exportArchive: { ...post, ...ofTrail, path: '/archive/export', gives: 'bytes', isRead: true },
  importArchive: {
    ...post,
    path: '/archive/import',
    parameters: ['source'],
    options: true,
    takes: 'bytes',
    holds: 'versions',
  },
  importHistory: {
    ...post,
    path: '/archive/import-history',
    parameters: ['source'],
    options: true,
    takes: 'bytes',
    holds: 'records',
  },
};

/** The names in {@link routes}. */
export const remoteOperations: readonly RemoteOperation[] = Object.keys(routes) as readonly RemoteOperation[];

/** Where the OpenAPI document of a handler is. */
export const documentPath = '/openapi.json';
