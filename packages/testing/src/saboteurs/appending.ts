import { isPolicytrailError, type Pin, PolicytrailError, type Write } from '@policytrail/core';
import { altering, asNewRequests, delegateTo, pretend, type Saboteur } from './saboteur.js';

export const appendingSaboteurs: readonly Saboteur[] = [
  {
    id: 'lets-a-gap-through',
    breaks: 'acknowledges a version that does not continue the chain',
    caughtBy: ['append/refuses-a-gap', 'append/refuses-a-fork', 'append/begins-with-one'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: (writes) =>
        store.append(writes).catch((error: unknown) => {
          if (isPolicytrailError(error) && error.code !== 'label_taken' && error.code !== 'store_closed')
            return pretend(store, writes);
          throw error;
        }),
    }),
  },
  {
    id: 'ignores-request-ids',
    breaks: 'stores a request again that it has stored',
    caughtBy: ['idempotency/knows-a-request', 'idempotency/within-a-batch', 'recovery/retry-after-reopening'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: async (writes) => store.append(await asNewRequests(store, writes)),
    }),
  },
  {
    id: 'stores-what-it-can',
    breaks: 'stores the writes of a batch one by one',
    caughtBy: [
      'append/is-all-or-nothing',
      'append/recognising-can-abort',
      'size/a-large-batch-is-one',
      'concurrency/whole-batches',
    ],
    wrap: (store) => ({
      ...delegateTo(store),
      async append(writes) {
        const outcomes = [];
        for (const write of writes) outcomes.push(...(await store.append([write])));
        return outcomes;
      },
    }),
  },
  {
    id: 'forgets-the-last-write',
    breaks: 'acknowledges the last write of a batch and drops it',
    caughtBy: ['append/batch-sees-itself', 'append/keeps-every-member'],
    wrap: (store) => ({
      ...delegateTo(store),
      async append(writes) {
        if (writes.length < 2) return store.append(writes);
        const stored = await store.append(writes.slice(0, -1));
        return [...stored, ...(await pretend(store, writes.slice(-1)))];
      },
    }),
  },
  {
    id: 'acknowledges-before-storing',
    breaks: 'answers at once and stores when the next append comes',
    caughtBy: ['append/keeps-every-member', 'lifecycle/reopening-keeps-all', 'concurrency/connections-see-each-other'],
    wrap(store) {
      let unstored: readonly Write[] = [];
      const append = async (writes: readonly Write[]) => {
        await store.append(unstored);
        unstored = writes;
        return pretend(store, writes);
      };
      return { ...delegateTo(store), append };
    },
  },
  {
    id: 'decides-outside',
    breaks: 'reads the head and decides before it takes the lock',
    caughtBy: ['concurrency/rivals-one-store', 'concurrency/one-label-one-store'],
    wrap: (store) => ({
      ...delegateTo(store),
      async append(writes) {
        const [write] = writes;
        if (writes.length !== 1 || write?.kind !== 'version') return store.append(writes);
        const decided = write.decide(await store.readHead(write.policyId));
        return store.append([{ ...write, decide: () => decided }]);
      },
    }),
  },
  {
    id: 'swallows-errors-of-decide',
    breaks: 'takes a callback that throws for one that declines',
    caughtBy: ['append/is-all-or-nothing', 'size/a-large-batch-is-one'],
    wrap: (store) => ({ ...delegateTo(store), append: (writes) => store.append(writes.map(decliningOnError)) }),
  },
  {
    id: 'wraps-errors-of-decide',
    breaks: 'throws an error of its own where a callback throws',
    caughtBy: ['append/is-all-or-nothing', 'append/recognising-can-abort'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: (writes) =>
        store.append(writes).catch((cause: unknown) => {
          if (isPolicytrailError(cause)) throw cause;
          throw new PolicytrailError('store_unavailable', 'append failed', { operation: 'append' }, { cause });
        }),
    }),
  },
  {
    id: 'lets-the-second-pin-win',
    breaks: 'moves a pin when its subject is pinned again',
    caughtBy: ['idempotency/pins-once', 'idempotency/pins-within-a-batch', 'concurrency/one-pin-one-store'],
    wrap(store) {
      const latest = new Map<string, Pin>();
      const keyOf = (policyId: string, subject: object) => JSON.stringify([policyId, Object.values(subject)]);
      return {
        ...delegateTo(store),
        async append(writes) {
          const outcomes = await store.append(writes);
          const pins = (
            await pretend(
              store,
              writes.filter(({ kind }) => kind === 'pin'),
            )
          ).flatMap((one) => ('pin' in one ? [one.pin] : []));
          for (const pin of pins) latest.set(keyOf(pin.policyId, pin.subject), pin);
          return outcomes.map((outcome) =>
            outcome.kind === 'pin' ? { kind: 'pin', status: 'appended', pin: pins.shift() ?? outcome.pin } : outcome,
          );
        },
        readPin: async (policyId, subject) => latest.get(keyOf(policyId, subject)),
      };
    },
  },
  {
    id: 'shares-labels-out',
    breaks: 'gives a label to a second version and takes it from the first',
    caughtBy: ['append/refuses-a-taken-label', 'concurrency/one-label-one-store'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: (writes) =>
        store.append(writes).catch((error: unknown) => {
          if (isPolicytrailError(error, 'label_taken')) return store.append(altering(writes, () => ({ label: null })));
          throw error;
        }),
    }),
  },
  {
    id: 'one-label-for-all-policies',
    breaks: 'refuses a label that another policy uses',
    caughtBy: ['append/refuses-a-taken-label'],
    wrap(store) {
      const used = new Map<string, string>();
      return {
        ...delegateTo(store),
        append: (writes) =>
          store.append(
            altering(writes, ({ policyId, label }) => {
              if (label === null) return {};
              const owner = used.get(label) ?? policyId;
              used.set(label, owner);
              if (owner !== policyId) throw new PolicytrailError('label_taken', 'taken elsewhere', { policyId, label });
              return {};
            }),
          ),
      };
    },
  },
];

function decliningOnError(write: Write): Write {
  if (write.kind !== 'version') return write;
  const decide: typeof write.decide = (head) => {
    try {
      return write.decide(head);
    } catch {
      return undefined;
    }
  };
  return { ...write, decide };
}
