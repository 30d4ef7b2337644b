import type { PolicyStore, WatchEvent } from '../storage/port.js';

type Listener = (event: WatchEvent) => void;

/** Who listens to which policy of one store, in this process. */
export interface WatchHub {
  watch(policyId: string, listener: Listener): () => void;
  announce(event: WatchEvent): void;
}

const hubs = new WeakMap<PolicyStore, WatchHub>();

/** The one hub of a store, so that every trail over it hears every other. */
export function hubOf(store: PolicyStore): WatchHub {
  const hub = hubs.get(store) ?? createHub(store);
  hubs.set(store, hub);
  return hub;
}

interface Watched {
  readonly listeners: Set<Listener>;
  readonly stop: (() => void) | undefined;
}

/** Listens to other connections of the store, where it can tell of them, while anybody listens here. */
function createHub(store: PolicyStore): WatchHub {
  const watched = new Map<string, Watched>();
  const announce = (event: WatchEvent): void => {
    const listeners = watched.get(event.policyId)?.listeners;
    if (listeners === undefined) return;
    for (const listener of listeners) callLater(listeners, listener, event);
  };
  return {
    announce,
    watch(policyId, listener) {
      const own: Listener = (event) => listener(event);
      const entry = watched.get(policyId) ?? { listeners: new Set(), stop: store.watch?.(policyId, announce) };
      entry.listeners.add(own);
      watched.set(policyId, entry);
      return () => {
        entry.listeners.delete(own);
        if (entry.listeners.size > 0 || watched.get(policyId) !== entry) return;
        watched.delete(policyId);
        entry.stop?.();
      };
    },
  };
}

// A listener's error is the host's own: it surfaces as an unhandled error and never fails the save that was announced.
function callLater(listeners: ReadonlySet<Listener>, listener: Listener, event: WatchEvent): void {
  queueMicrotask(() => {
    if (listeners.has(listener)) listener(event);
  });
}
