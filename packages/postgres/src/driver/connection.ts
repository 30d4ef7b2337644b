import type { HeadCache } from '@policytrail/core/sql';
import type { ReadStatements } from '../read/statements.js';
import type { TableNames } from '../schema/names.js';
import type { WriteStatements } from '../write/statements.js';
import type { Surroundings } from './patience.js';
import type { Limits, Sessions } from './session.js';

/** The way to a database, with what has to be known of it. */
export interface Connection {
  readonly sessions: Sessions;
  readonly names: TableNames;
  readonly read: ReadStatements;
  readonly write: WriteStatements;
  /** Each as it was when it was locked last; it may have moved since. */
  readonly heads: HeadCache;
  /** `joined`: within a transaction of the application's, which only it ends. */
  readonly scope: 'own' | 'joined';
  /** How long one attempt waits for another writer's lock. */
  readonly lockTimeoutMilliseconds: number;
  readonly surroundings: Surroundings;
  /** The channel that is told of heads that move; null where nobody is. */
  readonly channel: string | null;
}

// Beside waiting for a lock, what an answer may take.
const answerMilliseconds = 2_000;

/** Limits for what is asked outside a transaction, where the server's own limit to waiting for a lock is not set. */
export function withinPatience({ lockTimeoutMilliseconds }: Connection): Limits {
  return { patienceMilliseconds: lockTimeoutMilliseconds + answerMilliseconds };
}
