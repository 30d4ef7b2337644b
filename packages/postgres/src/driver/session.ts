import type { PostgresClient, PostgresPool, PostgresPoolClient, PostgresResult } from './client.js';
import { verdictOf } from './errors.js';
import type { Statement } from './statement.js';

/** A connection while nobody else uses it. */
export interface Session {
  readonly client: PostgresClient;
  query(statement: Statement, values?: readonly unknown[]): Promise<PostgresResult>;
  /** Sends text that has no values: one round trip, however many statements. */
  send(text: string): Promise<PostgresResult>;
  /** Not to be used again. */
  abandon(): void;
}

/** Where connections come from. */
export interface Sessions {
  use<T>(work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** `plain`: nothing is prepared on the server, for poolers that mix connections up. */
export type StatementKind = 'prepared' | 'plain';

/** A connection out of the pool for each piece of work; one that broke is not put back. */
export function poolSessions(pool: PostgresPool, kind: StatementKind, end: () => Promise<void>): Sessions {
  return {
    async use(work) {
      const client = await lend(pool);
      const session = sessionOn(client, kind);
      try {
        return await work(session);
      } finally {
        giveBack(client, session.isAbandoned());
      }
    },
    close: end,
  };
}

/** A connection out of the pool, until it is given back. */
export async function borrow(
  pool: PostgresPool,
): Promise<{ readonly session: Session; readonly giveBack: () => void }> {
  const client = await lend(pool);
  const session = sessionOn(client, 'plain');
  return { session, giveBack: () => giveBack(client, session.isAbandoned()) };
}

/** The one connection that the application gave: each piece of work waits for the one before. */
export function clientSessions(client: PostgresClient, kind: StatementKind): Sessions {
  let isUnsure = false;
  const inTurn = turns();
  client.on('error', ignore);
  return {
    use: (work) =>
      inTurn(async () => {
        // Left open by a rollback that failed.
        if (isUnsure) await client.query({ text: 'ROLLBACK' }).catch(ignore);
        const session = sessionOn(client, kind);
        try {
          return await work(session);
        } finally {
          isUnsure = session.isAbandoned();
        }
      }),
    async close() {
      client.removeListener('error', ignore);
    },
  };
}

/** A connection on which the application has a transaction open; all but what is sent is its own business. */
export function joinedSessions(client: PostgresClient, kind: StatementKind): Sessions {
  const session = sessionOn(client, kind);
  const inTurn = turns();
  return { use: (work) => inTurn(() => work(session)), close: async () => undefined };
}

function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(ignore);
    return turn;
  };
}

// A client that is lent has no listener of the pool's: an unheard `error` would end the process. Within the callback, as a
// server that goes down may say so right behind its welcome.
function lend(pool: PostgresPool): Promise<PostgresPoolClient> {
  return new Promise((resolve, reject) => {
    pool.connect((error, client) => {
      if (client === undefined) return reject(error);
      client.on('error', ignore);
      resolve(client);
    });
  });
}

/** Whether a transaction is open on a client; false where the client does not say. */
export function isInTransaction(client: PostgresClient): boolean {
  return /[TE]/.test(client.getTransactionStatus?.() ?? '');
}

function giveBack(client: PostgresPoolClient, isBroken: boolean): void {
  if (!isBroken) client.removeListener('error', ignore);
  client.release(isBroken);
}

function sessionOn(client: PostgresClient, kind: StatementKind): Session & { readonly isAbandoned: () => boolean } {
  let isAbandoned = false;
  const watched = async (answer: Promise<PostgresResult>): Promise<PostgresResult> => {
    try {
      return await answer;
    } catch (error) {
      isAbandoned ||= verdictOf(error) === 'lost';
      throw error;
    }
  };
  return {
    client,
    query: ({ text, name }, values = []) =>
      watched(client.query(kind === 'prepared' ? { text, name, values: [...values] } : { text, values: [...values] })),
    send: (text) => watched(client.query({ text })),
    abandon() {
      isAbandoned = true;
    },
    isAbandoned: () => isAbandoned,
  };
}

function ignore(): void {}
