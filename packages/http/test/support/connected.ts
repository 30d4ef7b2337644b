import {
  createPolicyTrail,
  type Instant,
  memoryStore,
  type PolicyStore,
  type PolicyTrail,
  type TrailOptions,
} from '@policytrail/core';
import {
  type ConnectOptions,
  connectPolicyTrail,
  createPolicyTrailHandler,
  type HandlerOptions,
  type PolicyTrailHandler,
  type RemotePolicyTrail,
} from '@policytrail/http';
import { countedIds } from '@policytrail/testing';

export const origin = 'http://trail.test';

/** A clock that stands still until it is set. */
export interface TestClock {
  (): Instant;
  set(instant: Instant): void;
}

export function aClock(now: Instant = '2025-10-01T10:00:00.000Z'): TestClock {
  let instant = now;
  const set = (to: Instant): void => {
    instant = to;
  };
  return Object.assign(() => instant, { set });
}

/** A trail in memory, a handler before it, and a client that talks to the handler without a network. */
export interface Connected {
  readonly store: PolicyStore;
  readonly clock: TestClock;
  /** The trail the handler serves. */
  readonly trail: PolicyTrail;
  readonly handler: PolicyTrailHandler;
  readonly client: RemotePolicyTrail;
  readonly connect: (options?: ConnectOptions) => RemotePolicyTrail;
}

export interface ConnectedOptions {
  readonly trail?: Partial<TrailOptions>;
  readonly handler?: Partial<HandlerOptions>;
  readonly client?: ConnectOptions;
}

/** Actor and ids are the same wherever they are made: the actor is named by the header `x-actor`, `ana` by default. */
export function connected({
  trail: trailOptions = {},
  handler: handlerOptions,
  client,
}: ConnectedOptions = {}): Connected {
  const clock = aClock();
  const store = trailOptions.store ?? memoryStore();
  const newId = countedIds('id-');
  const newSalt = countedSalts();
  const trail = createPolicyTrail({ clock, newId, newSalt, ...trailOptions, store });
  const handler = createPolicyTrailHandler({
    trail,
    actor: (request) => request.headers.get('x-actor') ?? 'ana',
    ...handlerOptions,
  });
  const connect = (options: ConnectOptions = {}) =>
    connectPolicyTrail(origin, {
      fetch: fetchFrom(handler),
      newId,
      wait: async () => undefined,
      ...client,
      ...options,
    });
  return { store, clock, trail, handler, client: connect(), connect };
}

export function fetchFrom(handler: PolicyTrailHandler): NonNullable<ConnectOptions['fetch']> {
  return (url, init) => handler(new Request(url, init));
}

export function countedSalts(): () => string {
  let made = 0;
  return () => String(++made).padStart(64, '0');
}

/** Ids `<step>-1`, `<step>-2` …, counted anew with each step. */
export interface StepIds {
  readonly newId: () => string;
  readonly nextStep: () => void;
}

export function stepIds(): StepIds {
  let [step, made] = [0, 0];
  return {
    newId: () => `${step}-${++made}`,
    nextStep() {
      step += 1;
      made = 0;
    },
  };
}
