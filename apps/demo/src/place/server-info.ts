/** What the page is told of the server it came from, at `server.json`; a plain file server has one that says there is none. */
export interface ServerInfo {
  /** The path of the API. */
  readonly api: string;
  /** What keeps the trail there. */
  readonly store: 'sqlite' | 'postgres';
}

/** `none`: the page came from a plain file server; `unreachable`: nobody answers. */
export type FoundServer = ServerInfo | 'none' | 'unreachable';

export const serverInfoFile = 'server.json';

/** Asks whoever served the page; what is not understood is none. */
export async function findServer(): Promise<FoundServer> {
  // A request that must fail would stand in the console as an error.
  if (!navigator.onLine) return 'unreachable';
  try {
    const response = await fetch(`./${serverInfoFile}`, { cache: 'no-store' });
    return response.ok ? readServerInfo(await response.json()) : 'none';
  } catch (error) {
    return error instanceof SyntaxError ? 'none' : 'unreachable';
  }
}

function readServerInfo(given: Partial<Record<keyof ServerInfo, unknown>> | null): ServerInfo | 'none' {
  if (typeof given?.api !== 'string' || !given.api.startsWith('/')) return 'none';
  return { api: given.api, store: given.store === 'postgres' ? 'postgres' : 'sqlite' };
}
