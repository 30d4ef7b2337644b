import { type Actor, PolicytrailError } from '@policytrail/core';
import type { Named, RemoteOperation, Route } from '../../operations/operations.js';

/**
 * What is asked without the authors it names, which can only be who asks: whatever else is said of them, such as a name, the server knows
 * better. Throws `forbidden` where it is another, also behind a trail that lets everybody do everything.
 */
export function inOwnName(
  operation: RemoteOperation,
  { signed, each }: Route,
  asked: Named,
  actor: string | Actor,
): Named {
  if (signed === undefined) return asked;
  const unsigned = ({ by, ...rest }: Named & { readonly by?: string | Actor }): Named => {
    if (by !== undefined && !isSame(by, actor)) throw inAnothersName(operation, by, actor);
    return rest;
  };
  return each === undefined ? unsigned(asked) : { ...asked, [each]: (asked[each] as readonly Named[]).map(unsigned) };
}

function isSame(one: string | Actor, other: string | Actor): boolean {
  const [{ id, kind, onBehalfOf }, actor] = [actorOf(one), actorOf(other)];
  return id === actor.id && kind === actor.kind && onBehalfOf?.id === actor.onBehalfOf?.id;
}

function actorOf(by: string | Actor): Actor {
  return typeof by === 'string' ? { id: by } : by;
}

function inAnothersName(operation: string, by: string | Actor, actor: string | Actor): PolicytrailError<'forbidden'> {
  const message = `\`${actorOf(actor).id}\` may not ${operation} in the name of \`${actorOf(by).id}\`: leave \`by\` out`;
  return new PolicytrailError('forbidden', message, { operation });
}
