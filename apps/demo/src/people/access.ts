import { type Action, type Authorize, type RoleGrants, roles } from '@policytrail/core';
import { people, type Role } from './people.js';

const reasons: Readonly<Record<Action, string>> = {
  read: 'Only people of this demo can read this.',
  edit: 'Only an editor or an admin can change policies.',
  run: 'Only an editor, an approver or an admin can record decisions.',
  review: 'Only an approver or an admin can review decisions.',
  administer: 'Only an admin can do this.',
};

const decide = roles(grants());

/** Who may do what, by the roles of {@link people}; why not, in words for the page. */
export const authorize: Authorize = async (request) => (await decide(request)) === true || reasons[request.action];

function grants(): RoleGrants {
  const withRole = (role: Role): readonly string[] =>
    people.filter((person) => person.role === role).map(({ id }) => id);
  return {
    viewer: withRole('viewer'),
    editor: withRole('editor'),
    approver: withRole('approver'),
    admin: withRole('admin'),
  };
}
