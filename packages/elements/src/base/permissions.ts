import type { Messages } from '../messages/message-table.js';

/** What the reader may do: `true`, `false`, or why not. What is not named is allowed. */
export interface Permissions {
  readonly view?: boolean | string;
  readonly compare?: boolean | string;
  readonly restore?: boolean | string;
  readonly edit?: boolean | string;
}

/** Why the reader may not do something; undefined where they may. */
export function refusal(
  permissions: Permissions | undefined,
  action: keyof Permissions,
  { shared }: Messages,
): string | undefined {
  const permission = permissions?.[action] ?? true;
  if (permission === true) return undefined;
  return permission === false || permission === '' ? shared.notAllowed : permission;
}
