import { schemaPolicyId } from '../policy/schema-policy-id.js';
import { invalidArgument } from '../values/error.js';
import type { AccessRequest, Authorize } from './authorize.js';
import type { Action } from './operations.js';

/**
 * An actor's id, for every policy; or with a prefix, for the policies whose ids begin so (end it with a separator: `team-1`
 * is also the beginning of `team-12`). The id `*` is everybody, named or not.
 */
export type Grant = string | { readonly actor: string; readonly prefix: string };

/** Who has which role. */
export interface RoleGrants {
  /** May read. */
  readonly viewer?: readonly Grant[];
  /** May read, change policies, and record what is judged. */
  readonly editor?: readonly Grant[];
  /** May read, record what is judged, and review it. */
  readonly approver?: readonly Grant[];
  /** May do everything. */
  readonly admin?: readonly Grant[];
}

type Role = keyof RoleGrants;

const actionsOf: Readonly<Record<Role, readonly Action[]>> = {
  viewer: ['read'],
  editor: ['read', 'edit', 'run'],
  approver: ['read', 'run', 'review'],
  admin: ['read', 'edit', 'run', 'review', 'administer'],
};
const allRoles = Object.keys(actionsOf) as readonly Role[];

/**
 * An `authorize` by four roles. What concerns the whole trail takes a role for every policy; a list of policies, one for its
 * prefix. Definitions are read by everybody who has a role. Throws `invalid_argument` where a grant is none.
 */
export function roles(grants: RoleGrants): Authorize {
  if (typeof grants !== 'object' || grants === null) {
    throw invalidArgument('grants must be an object, a list for each role', { argument: 'grants' });
  }
  const granted = Object.entries(grants).flatMap(([role, list]) =>
    readList(list, role).map((grant: Grant, index: number) => ({
      role: readRole(role),
      ...readGrant(grant, `${role}/${index}`),
    })),
  );
  return (request) => {
    const able = allRoles.filter((role) => actionsOf[role].includes(request.action));
    const mayDo = granted.some((grant) => able.includes(grant.role) && isOf(grant, request));
    return mayDo || `it takes the role ${able.join(' or ')}`;
  };
}

interface ReadGrant {
  readonly actor: string;
  readonly prefix: string;
}

function isOf({ actor, prefix }: ReadGrant, request: AccessRequest): boolean {
  if (actor !== '*' && actor !== request.actor?.id) return false;
  const touched = request.policyId ?? request.prefix ?? '';
  return touched.startsWith(prefix) || (request.action === 'read' && touched.startsWith(schemaPolicyId('')));
}

function readList(list: unknown, role: string): readonly Grant[] {
  if (Array.isArray(list)) return list;
  throw invalidArgument(`${role} must be a list of grants`, { argument: role });
}

function readRole(role: string): Role {
  const known = allRoles.find((name) => name === role);
  if (known !== undefined) return known;
  throw invalidArgument(`there is no role \`${role}\`; there are ${allRoles.join(', ')}`, { argument: role });
}

function readGrant(grant: Grant, argument: string): ReadGrant {
  const { actor, prefix } = typeof grant === 'string' ? { actor: grant, prefix: '' } : grant;
  if (typeof actor === 'string' && actor !== '' && typeof prefix === 'string') return { actor, prefix };
  throw invalidArgument(`${argument} must be an actor id, or { actor, prefix }`, { argument });
}
