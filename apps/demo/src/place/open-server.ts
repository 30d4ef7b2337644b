import { connectPolicyTrail } from '@policytrail/http/client';
import { type Person, personHeader } from '../people/people.js';
import type { ServerInfo } from './server-info.js';
import type { ServerSession } from './session.js';
import { watchingInSight } from './watch-in-sight.js';

/** The trail of the server that the page came from, as one of its people. */
export function openOnServer({ api, store }: ServerInfo, person: Person): ServerSession {
  const remote = connectPolicyTrail(api, { headers: { [personHeader]: person.id } });
  return { place: 'server', trail: watchingInSight(remote), person, store, close: () => remote.close() };
}
