import type { Actor } from '../../../policy/actor.js';

/** An actor's five columns: id, kind, name, on behalf of, its name. */
export type ActorColumns = readonly [
  id: string | null,
  kind: string | null,
  name: string | null,
  onBehalfOf: string | null,
  onBehalfOfName: string | null,
];

const nobody: ActorColumns = [null, null, null, null, null];

export function actorColumns(actor: Actor | null): ActorColumns {
  if (actor === null) return nobody;
  const { id, kind = null, name = null, onBehalfOf } = actor;
  return [id, kind, name, onBehalfOf?.id ?? null, onBehalfOf?.name ?? null];
}

export function toActor([id, kind, name, onBehalfOf, onBehalfOfName]: ActorColumns): Actor | null {
  if (id === null) return null;
  return {
    id,
    ...(name !== null && { name }),
    ...(kind !== null && { kind }),
    ...(onBehalfOf !== null && { onBehalfOf: principalOf(onBehalfOf, onBehalfOfName) }),
  };
}

function principalOf(id: string, name: string | null): NonNullable<Actor['onBehalfOf']> {
  return name === null ? { id } : { id, name };
}
