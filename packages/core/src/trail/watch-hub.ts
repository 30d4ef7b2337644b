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

/** Listens to other connections of the store, where it can tell of them, while anybody listens here. */
function createHub(store: PolicyStore): WatchHub {
  const listeners = new Map<string, Set<Listener>>();
  let stopListening: (() => void) | undefined;
  const announce = (event: WatchEvent): void => {
    const own = listeners.get(event.policyId);
    if (own === undefined) return;
    for (const listener of own) callLater(own, listener, event);
  };
  return {
    announce,
    watch(policyId, listener) {
      const own: Listener = (event) => listener(event);
      const others = listeners.get(policyId) ?? new Set();
      listeners.set(policyId, others.add(own));
      stopListening ??= store.watch?.(announce);
      return () => {
        others.delete(own);
        if (others.size === 0 && listeners.get(policyId) === others) listeners.delete(policyId);
        if (listeners.size > 0) return;
        stopListening?.();
        stopListening = undefined;
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
