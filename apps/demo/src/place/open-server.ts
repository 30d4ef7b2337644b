import { connectPolicyTrail } from '@policytrail/http';
import { type Person, personHeader } from '../people/people.js';
import type { ServerInfo } from './server-info.js';
import type { ServerSession } from './session.js';
import { sharingWatches } from './share-watch.js';

/** The trail of the server that the page came from, as one of its people. */
export function openOnServer({ api, store }: ServerInfo, person: Person): ServerSession {
  const remote = connectPolicyTrail(api, { headers: { [personHeader]: person.id } });
  return { place: 'server', trail: sharingWatches(remote), person, store, close: () => remote.close() };
}
