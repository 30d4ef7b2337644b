import { newUuidV7, PolicytrailError } from '@policytrail/core';

export interface ConnectOptions {
  /** Default: the platform's own. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Sent with every request; a function is called for each, e.g. for a token that expires. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** Whether cookies go along, as `fetch` has it. */
  readonly credentials?: RequestCredentials;
  /** Ends every call and watch; calls reject with its reason. */
  readonly signal?: AbortSignal;
  /**
   * How long one attempt may take, 1 to 2,147,483,647; imports and proofs of the whole trail six times as long;
   * and how long the stream of an archive may be silent. Default 30,000.
   */
  readonly timeoutMilliseconds?: number;
  /** How often the same is asked at most, 1 to 20. Default 4. */
  readonly attempts?: number;
  /** Waits before a further attempt. Default: the platform's timer. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A number from 0 up to 1, which spreads the attempts of many clients. Default: `Math.random`. */
  readonly random?: () => number;
  /** A new request id. Default: UUIDv7. */
  readonly newId?: () => string;
}

/** Options with all defaults filled in. */
export interface Connection extends Required<Omit<ConnectOptions, 'credentials' | 'headers' | 'signal'>> {
  /** Without a slash at its end. */
  readonly url: string;
  readonly credentials: RequestCredentials | undefined;
  readonly headers: () => Promise<Headers>;
  /** Aborted when the host's signal is, or the client is closed. */
  readonly signal: AbortSignal;
}

const longestTimer = 2 ** 31 - 1;

/** Throws `invalid_argument` where an option can't be. */
export function connectionOf(url: string | URL, options: ConnectOptions, signal: AbortSignal): Connection {
  const { headers, credentials, timeoutMilliseconds = 30_000, attempts = 4 } = options;
  assertWhole('timeoutMilliseconds', timeoutMilliseconds, longestTimer);
  assertWhole('attempts', attempts, 20);
  return {
    url: urlOf(url),
    fetch: options.fetch ?? ((target, init) => globalThis.fetch(target, init)),
    headers: async () => new Headers(typeof headers === 'function' ? await headers() : headers),
    credentials,
    signal,
    timeoutMilliseconds,
    attempts,
    wait: options.wait ?? platformWait,
    random: options.random ?? Math.random,
    newId: options.newId ?? newUuidV7,
  };
}

// A page may name a path of its own origin.
function urlOf(url: string | URL): string {
  const text = String(url).replace(/\/+$/, '');
  if (/^(?:https?:\/\/[^/]|\/(?!\/)|$)/.test(text) && !/[?#]/.test(text)) return text;
  throw new PolicytrailError('invalid_argument', 'url must be an http(s) URL or a path, without a query', {
    argument: 'url',
  });
}

function assertWhole(argument: string, value: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return;
  throw new PolicytrailError('invalid_argument', `${argument} must be a whole number from 1 to ${most}`, { argument });
}

function platformWait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
