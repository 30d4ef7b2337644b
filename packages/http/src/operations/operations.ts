import type { Operation } from '@policytrail/core';

/** A method of a trail that goes over HTTP. */
export type RemoteOperation = Operation | 'permissions';

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
} as const;
const saving = { ...post, options: true, retryId: 'requestId', signed: true, conditional: true } as const;
const ofSubject = { parameters: ['policyId', 'subject'], options: true } as const;
const ofTrail = { parameters: [], options: true } as const;

/** Every operation of a trail and its route. An operation of core without a row does not compile. */
export const routes: Readonly<Record<RemoteOperation, Route>> = {
  policies: { ...get, ...ofTrail, path: '/policies', gives: 'json' },
  permissions: { ...get, ...ofPolicy, path: '/permissions', gives: 'json' },

  history: { ...get, ...ofPolicy, path: '/versions', options: true, gives: 'json', tagged: true },
  current: { ...get, ...ofPolicy, path: '/versions/current', gives: 'found', tagged: true },
  inForce: { ...get, path: '/versions/in-force', parameters: ['policyId', 'at'], gives: 'found', tagged: true },
  version: { ...get, path: '/versions/numbered', parameters: ['policyId', 'version'], gives: 'found', tagged: true },
  labelled: { ...get, path: '/versions/labelled', parameters: ['policyId', 'label'], gives: 'found', tagged: true },
  planned: { ...get, ...ofPolicy, path: '/versions/planned', gives: 'json' },
  diff: { ...get, path: '/versions/diff', parameters: ['policyId', 'from', 'to'], gives: 'json' },
  definitionOf: { ...get, ...ofTrail, path: '/definitions', gives: 'found' },
  watch: { ...get, ...ofPolicy, path: '/events', gives: 'events' },
  save: { ...saving, path: '/versions', parameters: ['policyId', 'policy'] },
  saveMany: {
    ...post,
    path: '/versions/batch',
    parameters: ['drafts'],
    retryId: 'requestId',
    each: 'drafts',
    signed: true,
  },
  restore: { ...saving, path: '/versions/restore', parameters: ['policyId', 'version'] },
  withdraw: { ...saving, path: '/versions/withdraw', parameters: ['policyId', 'version'] },

  pinned: { ...get, path: '/pins', parameters: ['policyId', 'subject'], gives: 'found' },
  pin: { ...post, ...ofSubject, path: '/pins', signed: true },

  evaluation: { ...get, path: '/evaluations/recorded', parameters: ['policyId', 'id'], gives: 'found' },
  evaluations: { ...get, ...ofPolicy, path: '/evaluations', options: true, gives: 'json' },
  stale: { ...get, ...ofPolicy, path: '/evaluations/stale', options: true, gives: 'json' },
  evaluate: {
    ...post,
    path: '/evaluations',
    parameters: ['policyId', 'input'],
    options: true,
    retryId: 'id',
    signed: true,
  },
  evaluateMany: {
    ...post,
    path: '/evaluations/batch',
    parameters: ['requests'],
    retryId: 'id',
    each: 'requests',
    signed: true,
  },
  reevaluate: { ...post, ...ofSubject, path: '/evaluations/again', retryId: 'id', signed: true },
  explain: { ...post, ...ofSubject, path: '/explanations', isRead: true },
  approve: { ...reviewing, path: '/reviews/approve' },
  reject: { ...reviewing, path: '/reviews/reject' },
  waive: { ...reviewing, path: '/reviews/waive' },
  revoke: { ...reviewing, path: '/reviews/revoke' },
  erase: { ...post, ...ofSubject, path: '/erasures', signed: true },

  verify: { ...get, ...ofPolicy, path: '/verification', options: true, gives: 'json' },
  verifyAll: { ...post, ...ofTrail, path: '/verification', isRead: true },
  doctor: { ...get, parameters: [], path: '/doctor', gives: 'json' },
  exportArchive: { ...post, ...ofTrail, path: '/archive/export', gives: 'bytes', isRead: true },
  importArchive: { ...post, path: '/archive/import', parameters: ['source'], options: true, takes: 'bytes' },
  importHistory: { ...post, path: '/archive/import-history', parameters: ['source'], options: true, takes: 'bytes' },
};

/** The names in {@link routes}. */
export const remoteOperations: readonly RemoteOperation[] = Object.keys(routes) as readonly RemoteOperation[];

/** Where the OpenAPI document of a handler is. */
export const documentPath = '/openapi.json';
