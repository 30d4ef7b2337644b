import type { PolicyTrail } from '@policytrail/core';
import type { Person } from '../people/people.js';
import type { ServerInfo } from './server-info.js';

/** An open trail, and who acts in it. */
export type Session = DeviceSession | ServerSession;

export interface DeviceSession {
  readonly place: 'device';
  /** Whoever sits before the device acts in it. */
  readonly trail: PolicyTrail;
  /** Deletes everything; the trail has to be opened anew. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ServerSession {
  readonly place: 'server';
  /** The person acts in it. */
  readonly trail: PolicyTrail;
  readonly person: Person;
  readonly store: ServerInfo['store'];
  readonly close: () => Promise<void>;
}
