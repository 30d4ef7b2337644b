import type { PolicyStore, Write } from '@policytrail/core';
import type { Place, PolicyStoreSubject } from './subject.js';

/** The same subject, told of each request that it was not asked before that it is new, as a trail tells of ids it made. */
export function toldOfNewRequests(subject: PolicyStoreSubject): PolicyStoreSubject {
  return {
    ...subject,
    name: `${subject.name}, told of new requests`,
    prepare: async () => tellingPlace(await subject.prepare()),
  };
}

type Tell = (writes: readonly Write[]) => readonly Write[];

function tellingPlace(place: Place): Place {
  const asked = new Set<string>();
  const tell: Tell = (writes) => {
    const requests = writes.map(requestOf);
    const told = writes.map((write, index) => {
      const request = requests[index];
      const isAlone = request !== undefined && requests.indexOf(request) === requests.lastIndexOf(request);
      return isAlone && !asked.has(request) ? { ...write, isNewRequest: true } : write;
    });
    for (const request of requests) if (request !== undefined) asked.add(request);
    return told;
  };
  const { openFaulty } = place;
  return {
    ...place,
    open: async () => telling(await place.open(), tell),
    ...(openFaulty !== undefined && {
      async openFaulty(plan) {
        const { store, hasFailed } = await openFaulty(plan);
        return { store: telling(store, tell), hasFailed };
      },
    }),
  };
}

function telling(store: PolicyStore, tell: Tell): PolicyStore {
  const { sync } = store;
  return {
    ...store,
    append: (writes) => store.append(tell(writes)),
    ...(sync !== undefined && { sync: { ...sync, append: (writes) => sync.append(tell(writes)) } }),
  };
}

function requestOf(write: Write): string | undefined {
  return write.kind === 'version' ? JSON.stringify([write.policyId, write.requestId]) : undefined;
}
