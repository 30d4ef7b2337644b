import type { PolicyStore } from '@policytrail/core';

/** A store, and the names of its members that were called, each time. */
export interface TouchedStore {
  readonly store: PolicyStore;
  readonly touched: readonly string[];
}

export function touchedStore(store: PolicyStore): TouchedStore {
  const touched: string[] = [];
  const watched = new Proxy(store, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return (...given: readonly unknown[]) => {
        // A list of nothing asks for nothing, and is let pass.
        if (property !== 'append' || (given[0] as readonly unknown[]).length > 0) touched.push(String(property));
        return member.apply(target, given);
      };
    },
  });
  return { store: watched, touched };
}
