import { assertPolicyId } from '../values/id.js';
import type { AccessRequest } from './authorize.js';
import { type Operation, operations } from './operations.js';
import type { Access } from './permit.js';

/** What an actor may do with a policy: `true`, `false`, or why not. What the elements take as `permissions`. */
export interface PolicyPermissions {
  readonly view: boolean | string;
  readonly compare: boolean | string;
  readonly edit: boolean | string;
  readonly restore: boolean | string;
  /** Record what is judged: pin, evaluate, judge again. */
  readonly run: boolean | string;
  /** Approve, reject, waive, revoke. */
  readonly review: boolean | string;
}

const asked: readonly (readonly [keyof PolicyPermissions, Operation])[] = [
  ['view', 'history'],
  ['compare', 'diff'],
  ['edit', 'save'],
  ['restore', 'restore'],
  ['run', 'evaluate'],
  ['review', 'approve'],
];

/** What `authorize` would say of one operation of each kind. */
export async function permissions({ authorize, actor }: Access, policyId: string): Promise<PolicyPermissions> {
  assertPolicyId(policyId, { internal: true });
  const answer = (request: AccessRequest) => (authorize === null ? true : authorize(request));
  const entries = asked.map(async ([name, operation]) => {
    const { action } = operations[operation];
    return [name, (await answer({ actor, action, operation, policyId })) ?? false];
  });
  return Object.fromEntries(await Promise.all(entries));
}
