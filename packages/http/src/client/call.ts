import type { Actor, ByteSource } from '@policytrail/core';
import { type Named, type RemoteOperation, type Route, routes } from '../operations/operations.js';
import type { Connection } from './options.js';
import { bytesBody, jsonText, queryText } from './request/encode.js';
import { errorWith } from './request/failure.js';
import { type Outgoing, send } from './request/send.js';

type Status = { readonly status?: unknown };

/** A method of a trail, what it is called with, and who is said to act. */
export interface Call {
  readonly operation: RemoteOperation;
  readonly given: readonly unknown[];
  readonly actor: string | Actor | undefined;
}

/** Calls a method of the trail at the other end. */
export async function call(connection: Connection, { operation, given, actor }: Call): Promise<unknown> {
  const route = routes[operation];
  const named = signed(route, namedOf(operation, route, given), actor);
  const { asked, ownIds } = withIds(connection, route, named);
  const outgoing = await outgoingOf(operation, route, asked);
  const answer = await send(connection, outgoing, (response) => response.json() as Promise<unknown>);
  return ownIds.length === 0 ? answer : firstTime(answer, ownIds);
}

/** What a call asks, ready to be sent. */
export async function outgoingOf(operation: RemoteOperation, route: Route, asked: Named): Promise<Outgoing> {
  const isWrite = route.method === 'POST' && route.isRead !== true && asked['dryRun'] !== true;
  const retryId = route.retryId === undefined ? undefined : (asked[route.retryId] as string | undefined);
  const base = { operation, route, isWrite, retryId };
  if (route.takes === 'query') return { ...base, query: queryText(asked) };
  if (route.takes === 'json') return { ...base, query: '', body: jsonText(asked), contentType: 'application/json' };
  const { source, ...options } = asked;
  const body = await bytesBody(source as ByteSource);
  return { ...base, query: queryText(options), body, contentType: 'application/octet-stream' };
}

/** The arguments of a call by their names. Throws `invalid_argument` where an option has the name of a parameter. */
export function namedOf(operation: RemoteOperation, route: Route, given: readonly unknown[]): Named {
  const named = Object.fromEntries(route.parameters.map((name, index) => [name, given[index]]));
  const options = given[route.parameters.length] as Named | undefined;
  if (route.options === undefined || options === undefined) return named;
  if (typeof options !== 'object' || options === null)
    throw unfit('options', `the options of ${operation} must be an object`);
  const stranger = Object.keys(options).find((name) => Object.hasOwn(named, name));
  if (stranger !== undefined) throw unfit(stranger, `${operation} has no option \`${stranger}\``);
  return { ...options, ...named };
}

/** The same with an author where it names none. */
function signed({ signed: isSigned, each }: Route, asked: Named, actor: Call['actor']): Named {
  if (isSigned === undefined || actor === undefined) return asked;
  const calls = each === undefined ? undefined : asked[each];
  if (each === undefined) return { ...asked, by: asked['by'] ?? actor };
  return Array.isArray(calls)
    ? { ...asked, [each]: calls.map((one: Named) => ({ ...one, by: one['by'] ?? actor })) }
    : asked;
}

interface WithIds {
  readonly asked: Named;
  /** For each call in it, whether its id was made here. */
  readonly ownIds: readonly boolean[];
}

/** Gives every write that can be told apart by an id one of its own, so that it can be sent again. */
function withIds({ newId }: Connection, { retryId, each }: Route, asked: Named): WithIds {
  if (retryId === undefined || asked['dryRun'] === true) return { asked, ownIds: [] };
  if (each === undefined) {
    return asked[retryId] === undefined
      ? { asked: { ...asked, [retryId]: newId() }, ownIds: [true] }
      : { asked, ownIds: [] };
  }
  const calls = asked[each];
  if (!Array.isArray(calls)) throw unfit(each, `${each} must be a list`);
  const ownIds = calls.map((one: Named | undefined) => one?.[retryId] === undefined);
  const list = calls.map((one: Named, index) => (ownIds[index] ? { ...one, [retryId]: newId() } : one));
  return { asked: { ...asked, [each]: list }, ownIds };
}

/** An id that was made for this call was known to the server only because an earlier attempt went through. */
function firstTime(answer: unknown, ownIds: readonly boolean[]): unknown {
  if (Array.isArray(answer)) return answer.map((each: Status, index) => (ownIds[index] ? asFirst(each) : each));
  return asFirst(answer as Status);
}

function asFirst(answer: Status): Status {
  const { status } = answer;
  return typeof status === 'string' ? { ...answer, status: status.replace(/^already_/, '') } : answer;
}

function unfit(argument: string, message: string): Error {
  return errorWith('invalid_argument', message, { argument });
}
