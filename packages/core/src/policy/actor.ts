import { invalidArgument } from '../values/error.js';
import { assertText } from '../values/id.js';

/** Who acts: a person, a service, an agent. `name` is for display and is not sealed. */
export interface Actor {
  /** 1 to 200 characters. */
  readonly id: string;
  readonly name?: string;
  /** What the actor is, e.g. `user`, `service`, `agent`. */
  readonly kind?: string;
  /** The actor this one acts for. */
  readonly onBehalfOf?: { readonly id: string; readonly name?: string };
}

/** The author of what Policytrail does by itself. */
export const systemActor: Actor = /* @__PURE__ */ Object.freeze({ id: 'system', kind: 'system' });

/** An actor in normal form: only the members that are given. It is frozen, as a trail speaks for it. Throws `invalid_argument`. */
export function readActor(by: string | Actor): Actor {
  if (typeof by === 'string') return Object.freeze({ id: actorText('by', by) });
  if (typeof by !== 'object' || by === null)
    throw invalidArgument('by must be an actor id or an actor', { argument: 'by' });
  return Object.freeze({
    ...named('by', by),
    ...(by.kind === undefined ? {} : { kind: actorText('by.kind', by.kind) }),
    ...(by.onBehalfOf === undefined ? {} : { onBehalfOf: Object.freeze(named('by.onBehalfOf', by.onBehalfOf)) }),
  });
}

/** Who acts: whom a call names, else the actor its trail is bound to. Throws `invalid_argument`. */
export function authorOf(by: string | Actor | undefined, bound: Actor | null): Actor | null {
  return by === undefined ? bound : readActor(by);
}

/** An actor of the caller's own. */
export function copyOfActor(actor: Actor | null): Actor | null {
  if (actor?.onBehalfOf === undefined) return actor && { ...actor };
  return { ...actor, onBehalfOf: { ...actor.onBehalfOf } };
}

/** True for the same actor as far as it is sealed: display names apart. */
export function isSameActor(one: Actor | null, other: Actor | null): boolean {
  return one?.id === other?.id && one?.kind === other?.kind && one?.onBehalfOf?.id === other?.onBehalfOf?.id;
}

function named(argument: string, actor: { readonly id: string; readonly name?: string }): Pick<Actor, 'id' | 'name'> {
  const id = actorText(`${argument}.id`, actor.id);
  return actor.name === undefined ? { id } : { id, name: actorText(`${argument}.name`, actor.name) };
}

function actorText(argument: string, value: unknown): string {
  assertText(argument, value, { minLength: 1, maxLength: 200, lines: 'one' });
  return value;
}
