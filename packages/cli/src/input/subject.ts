import type { Subject } from '@policytrail/core';
import { PolicytrailError, parseDocument } from '@policytrail/core';

/** What --help says of a subject. */
export const subjectHelp = 'type:id or type:id:version; an id with a colon as JSON: \'{"type":"run","id":"a:b"}\'';

/**
 * Reads `type:id` or `type:id:version`. An id that holds a colon is written as JSON, `{"type":"run","id":"a:b"}`:
 * with colons alone nobody could tell `a:b` from id `a`, version `b`.
 */
export function parseSubject(text: string): Subject {
  if (text.trimStart().startsWith('{')) return jsonSubject(text);
  const [type, id, version, ...more] = text.split(':');
  if (!type || !id || version === '' || more.length > 0) throw badSubject(text);
  return version === undefined ? { type, id } : { type, id, version };
}

function jsonSubject(text: string): Subject {
  const { type, id, version, ...rest } = parseDocument(text);
  const isVersion = version === undefined || typeof version === 'string' || typeof version === 'number';
  if (typeof type !== 'string' || typeof id !== 'string' || !isVersion || Object.keys(rest).length > 0)
    throw badSubject(text);
  return version === undefined ? { type, id } : { type, id, version };
}

function badSubject(text: string): PolicytrailError {
  const form =
    'the subject must be type:id or type:id:version; write an id with a colon as JSON, {"type":"run","id":"a:b"}';
  return new PolicytrailError('invalid_argument', `${form}: \`${text}\``, { argument: 'subject' });
}
