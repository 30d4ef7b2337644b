import { parse } from 'regexparam';
import { firstPolicyId } from '../policies/kind.js';

export type PolicyPage = 'policy' | 'history' | 'decisions';

/** Where in the demo one is: what stands behind `#` in the address. */
export type Route =
  | { readonly page: 'policy'; readonly policyId: string }
  | { readonly page: 'history'; readonly policyId: string; readonly version?: number }
  | { readonly page: 'decisions'; readonly policyId: string; readonly evaluationId?: string }
  | { readonly page: 'storage' };

type Parameters = Readonly<Record<string, string>>;

const patterns: readonly (readonly [pattern: string, route: (parameters: Parameters) => Route])[] = [
  ['/storage', () => ({ page: 'storage' })],
  ['/policies/:policyId', ({ policyId = '' }) => ({ page: 'policy', policyId })],
  ['/policies/:policyId/history', ({ policyId = '' }) => ({ page: 'history', policyId })],
  ['/policies/:policyId/history/:version', historyRoute],
  ['/policies/:policyId/decisions', ({ policyId = '' }) => ({ page: 'decisions', policyId })],
  [
    '/policies/:policyId/decisions/:evaluationId',
    ({ policyId = '', evaluationId = '' }) => ({ page: 'decisions', policyId, evaluationId }),
  ],
];

const rows = patterns.map(([pattern, route]) => ({ ...parse(pattern), route }));

/** The route of a location's hash; an unknown one is the first policy. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#/, '');
  for (const { pattern, keys, route } of rows) {
    const match = pattern.exec(path);
    if (match !== null)
      return route(Object.fromEntries(keys.map((key, index) => [key, decoded(match[index + 1] ?? '')])));
  }
  return { page: 'policy', policyId: firstPolicyId };
}

export function hrefOf(route: Route): string {
  if (route.page === 'storage') return '#/storage';
  const policy = `#/policies/${encodeURIComponent(route.policyId)}`;
  if (route.page === 'policy') return policy;
  const item = route.page === 'history' ? route.version : route.evaluationId;
  return item === undefined ? `${policy}/${route.page}` : `${policy}/${route.page}/${encodeURIComponent(item)}`;
}

function historyRoute({ policyId = '', version = '' }: Parameters): Route {
  const number = Number(version);
  return Number.isSafeInteger(number) && number > 0
    ? { page: 'history', policyId, version: number }
    : { page: 'history', policyId };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
