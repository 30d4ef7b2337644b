import { resolve } from 'node:path';

/** Where the trail is kept. */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string | undefined };

export interface ServerSettings {
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
  readonly store: StorePlace;
}

const mostPort = 65_535;
const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

/**
 * Reads PORT (default 4173), HOST (default 127.0.0.1), and DATABASE_URL with POSTGRES_SCHEMA, or SQLITE_FILE (default
 * `policytrail-demo.db` in the working folder). Throws what to tell the person who started it.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): ServerSettings {
  const { PORT = '', HOST = '', DATABASE_URL = '', POSTGRES_SCHEMA, SQLITE_FILE = '' } = environment;
  const store: StorePlace =
    DATABASE_URL === ''
      ? { kind: 'sqlite', file: resolve(SQLITE_FILE || 'policytrail-demo.db') }
      : { kind: 'postgres', url: DATABASE_URL, schema: POSTGRES_SCHEMA || undefined };
  return { port: portOf(PORT || '4173'), host: HOST || '127.0.0.1', store };
}

/** Whether only programs of this machine reach it. */
export function isLoopback(host: string): boolean {
  return loopback.includes(host);
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= mostPort) return port;
  throw new Error(`PORT must be a whole number from 0 to ${mostPort}, not \`${text}\``);
}
