import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, type Route } from '../src/app/route.js';

describe('a route', () => {
  it.each<Route>([
    { page: 'storage' },
    { page: 'policy', policyId: 'a/b c#ü' },
    { page: 'history', policyId: 'pricing' },
    { page: 'history', policyId: 'pricing', version: 12 },
    { page: 'decisions', policyId: 'storage' },
    { page: 'decisions', policyId: 'pricing', evaluationId: 'seed:Q/123' },
  ])('comes back from its address: %j', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/nowhere', '#/policies'])('is the first policy for %j', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'policy', policyId: 'project-123' });
  });

  it.each(['zero', '0', '-1', '1.5'])('leaves out a version that is none: %s', (version) => {
    expect(parseRoute(`#/policies/pricing/history/${version}`)).toEqual({ page: 'history', policyId: 'pricing' });
  });
});
