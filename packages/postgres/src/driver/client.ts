/** One statement as `pg` takes it; `name` lets the server keep it prepared. */
export interface PostgresQuery {
  text: string;
  values?: unknown[];
  name?: string;
  /** Milliseconds after which `pg` no longer waits for the answer. */
  query_timeout?: number;
}

export interface PostgresResult {
  /** The command tag, e.g. `COMMIT`: `ROLLBACK` where a COMMIT could not. */
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: readonly unknown[];
}

/** A connected client of `pg`, described by its structure. */
export interface PostgresClient {
  query(query: PostgresQuery): Promise<PostgresResult>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'notification', listener: () => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'notification', listener: () => void): unknown;
  /** `I` outside a transaction, `T` inside one, `E` inside one that failed; null before the first statement. */
  getTransactionStatus?(): 'I' | 'T' | 'E' | null;
  /** Whether it sends queries before those sent earlier are answered, as `pg` does since 8.23 where it was made to. */
  readonly pipeline?: boolean;
}

/** A client that a pool lends. */
export interface PostgresPoolClient extends PostgresClient {
  /** True: the pool ends the connection instead of lending it again. */
  release(isBroken?: boolean): void;
}

/** A pool of `pg`, described by its structure. */
export interface PostgresPool {
  connect(callback: (error: Error | undefined, client: PostgresPoolClient | undefined) => void): void;
  readonly totalCount: number;
}
