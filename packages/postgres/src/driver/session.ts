import type { PostgresClient, PostgresPool, PostgresPoolClient, PostgresQuery, PostgresResult } from './client.js';
import { verdictOf } from './errors.js';
import type { Statement } from './statement.js';

/** How long an answer is waited for; then the connection is given up, and nobody knows. */
export interface Limits {
  readonly patienceMilliseconds?: number;
}

export interface Query {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/** A connection while nobody else uses it. */
export interface Session {
  readonly client: PostgresClient;
  /** Whether a pool has lent the client, so that the application does not use it at the same time. */
  readonly isLent: boolean;
  /** Whether statements may be sent before those sent earlier are answered; the server runs them in their order. */
  readonly isPipelined: boolean;
  query(statement: Statement, values?: readonly unknown[], limits?: Limits): Promise<PostgresResult>;
  /** Queries in their order, sent together on a pipelined connection. Rejects with what the first to fail threw. */
  queryAll(queries: readonly Query[]): Promise<readonly PostgresResult[]>;
  /** Sends text that has no values: one round trip, however many statements. */
  send(text: string): Promise<PostgresResult>;
  /** The same, waiting for its answer only together with that of the next query, where the connection is pipelined. */
  sendAhead(text: string): Promise<void>;
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
      const session = sessionOn(client, kind, 'lent');
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
  const session = sessionOn(client, 'plain', 'lent');
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
        const session = sessionOn(client, kind, 'shared');
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
  const session = sessionOn(client, kind, 'shared');
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

function sessionOn(
  client: PostgresClient,
  kind: StatementKind,
  use: 'lent' | 'shared',
): Session & { readonly isAbandoned: () => boolean } {
  const isPipelined = client.pipeline === true;
  let isAbandoned = false;
  let ahead: Promise<unknown> | undefined;
  const watched = async (answer: Promise<PostgresResult>): Promise<PostgresResult> => {
    const before = ahead;
    ahead = undefined;
    try {
      return (await Promise.all([answer, before]))[0];
    } catch (error) {
      isAbandoned ||= verdictOf(error) === 'lost';
      throw error;
    }
  };
  const send: Session['send'] = (text) => watched(client.query({ text }));
  const query: Session['query'] = ({ text, name }, values = [], { patienceMilliseconds } = {}) => {
    const asked: PostgresQuery = { text, values: [...values] };
    if (kind === 'prepared') asked.name = name;
    if (patienceMilliseconds !== undefined) asked.query_timeout = patienceMilliseconds;
    return watched(client.query(asked));
  };
  return {
    client,
    isLent: use === 'lent',
    isPipelined,
    query,
    async queryAll(queries) {
      const results: PostgresResult[] = [];
      if (isPipelined) return Promise.all(queries.map(({ statement, values }) => query(statement, values)));
      for (const { statement, values } of queries) results.push(await query(statement, values));
      return results;
    },
    send,
    async sendAhead(text) {
      const answer = send(text);
      if (!isPipelined) return void (await answer);
      answer.catch(ignore);
      ahead = answer;
    },
    abandon() {
      isAbandoned = true;
    },
    isAbandoned: () => isAbandoned,
  };
}

function ignore(): void {}
