import { PolicytrailError } from '@policytrail/core';

/** True for what names a Postgres database rather than a file. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//i.test(text);
}

/**
 * Throws `invalid_argument` for a URL that can't be read, or only otherwise than it was meant: a password with a `/` in it ends
 * the host, and its rest would be taken for a database, and be named in errors. Nothing of the URL is in the message.
 */
export function assertPostgresUrl(text: string): void {
  // Without a host it is a socket's, which the query names.
  const withHost = text.replace('@/', '@localhost/');
  if (URL.canParse(withHost) && !/[@#]/.test(restOf(new URL(withHost)))) return;
  const message =
    'the URL of the database can not be read: in its user and password, characters such as / ? # @ : are written as %2F %3F %23 %40 %3A';
  throw new PolicytrailError('invalid_argument', message, { argument: '--db' });
}

// What stands behind the host.
function restOf({ pathname, search, hash }: URL): string {
  return pathname + search + hash;
}
