/** Why something may not be done; undefined where it may, or where nobody was asked yet. */
export function refusalOf(permission: boolean | string | undefined): string | undefined {
  if (permission === undefined || permission === true) return undefined;
  return permission === false ? 'You may not do this.' : permission;
}
