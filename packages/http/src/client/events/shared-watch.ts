import type { WatchEvent } from '@policytrail/core';
import type { Connection } from '../options.js';
import { watch } from './watch.js';

type Listener = (event: WatchEvent) => void;
type Watch = (policyId: string, listener: Listener) => () => void;

interface Shared {
  readonly listeners: Set<Listener>;
  readonly end: () => void;
}

/** One stream for all who watch a policy: a browser keeps few connections to a server. Begins with the first, ends with the last. */
export function sharedWatch(connection: Connection): Watch {
  const watched = new Map<string, Shared>();
  const begin = (policyId: string): Shared => {
    const listeners = new Set<Listener>();
    const tell: Listener = (event) => {
      for (const listener of listeners) queueMicrotask(() => listeners.has(listener) && listener(event));
    };
    const shared = { listeners, end: watch(connection, policyId, tell) };
    watched.set(policyId, shared);
    return shared;
  };
  return (policyId, listener) => {
    connection.signal.throwIfAborted();
    const shared = watched.get(policyId) ?? begin(policyId);
    // The same function may watch twice.
    const own: Listener = (event) => listener(event);
    shared.listeners.add(own);
    return () => {
      shared.listeners.delete(own);
      if (shared.listeners.size > 0 || watched.get(policyId) !== shared) return;
      watched.delete(policyId);
      shared.end();
    };
  };
}
