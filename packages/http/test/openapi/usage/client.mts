import createClient from 'openapi-fetch';
import type { paths } from './schema.mjs';

const policyId = 'team/a b';
const rules = [{ id: 'cap', name: 'Cap', when: 'input.cost > policy.budget', effect: 'deny', message: 'too much' }];

/** What an application does with a client whose types were made of the document. */
export async function useClient(baseUrl: string): Promise<readonly unknown[]> {
  const client = createClient<paths>({ baseUrl });
  const saved = await client.POST('/versions', { body: { policyId, policy: { budget: 5, rules }, label: 'v1' } });
  const history = await client.GET('/versions', { params: { query: { policyId, limit: 1, 'filter.author': 'ana' } } });
  const judged = await client.POST('/evaluations', {
    body: { policyId, input: { cost: 7 } },
    params: { header: { 'Idempotency-Key': 'e-1' } },
  });
  const refused = await client.POST('/versions', { body: { policyId, policy: {}, expectedVersion: 4 } });
  const missing = await client.GET('/versions/numbered', { params: { query: { policyId, version: 9 } } });
  return [
    saved.data?.version.createdBy?.id,
    history.data?.versions.map(({ label }) => label),
    judged.data?.evaluation.decision?.violations[0]?.actualValue,
    [refused.response.status, refused.error?.code],
    [missing.data, missing.error?.code],
  ];
}

/** What must not compile: the check of the types would say so if it did. */
export function mistakes(client: ReturnType<typeof createClient<paths>>): readonly unknown[] {
  return [
    // @ts-expect-error a policy id is needed
    client.POST('/versions', { body: { policy: {} } }),
    // @ts-expect-error there is no such path
    client.GET('/version', {}),
    // @ts-expect-error a limit is a number
    client.GET('/versions', { params: { query: { policyId, limit: 'all' } } }),
  ];
}
