import {
  type Actor,
  type EvaluationRecorder,
  type JsonObject,
  type PolicyDefinition,
  type PolicyTrail,
  PolicytrailError,
  type RecorderOptions,
} from '@policytrail/core';
import { type RemoteOperation, remoteOperations } from '../operations/operations.js';
import { archiveStream } from './archive.js';
import { call } from './call.js';
import { sharedWatch } from './events/shared-watch.js';
import { type Connection, type ConnectOptions, connectionOf } from './options.js';
import { remoteRecorder } from './recorder.js';

/** A trail at the other end of HTTP, with the trail's own interface. */
export interface RemotePolicyTrail<In = JsonObject, Out = JsonObject, Input = unknown>
  extends PolicyTrail<In, Out, Input> {
  /** Nothing over HTTP is synchronous: reading it throws `invalid_argument`. */
  readonly sync: never;
  as(actor: string | Actor): RemotePolicyTrail<In, Out, Input>;
  of<DefinedIn, DefinedOut, DefinedInput>(
    definition: PolicyDefinition<DefinedIn, DefinedOut, DefinedInput>,
  ): RemotePolicyTrail<DefinedIn, DefinedOut, DefinedInput>;
}

/**
 * The trail that a handler serves at `url`, as if it were here: the same methods, answers and errors. Who acts is said by the server; `as` and
 * `by` can only repeat it. A request is sent again where it got no answer, with the same ids, so that nothing is stored twice; where no attempt
 * was answered, or the client was closed or its signal aborted before one was, a write rejects with `outcome_unknown`, a read with `store_unavailable`
 * or the reason. Definitions are the server's: `of` only gives types.
 * `onProgress` is not called. `close` ends the client, not the store. Throws `invalid_argument` where an option can't be.
 */
export function connectPolicyTrail<In = JsonObject, Out = JsonObject, Input = unknown>(
  url: string | URL,
  options: ConnectOptions = {},
): RemotePolicyTrail<In, Out, Input> {
  const closing = new AbortController();
  const signal = options.signal === undefined ? closing.signal : AbortSignal.any([options.signal, closing.signal]);
  const connection = connectionOf(url, options, signal);
  return trailOver({ connection, closing, watch: sharedWatch(connection) }, undefined);
}

/** What all views of a trail share. */
interface Client {
  readonly connection: Connection;
  readonly closing: AbortController;
  readonly watch: PolicyTrail['watch'];
}

type Method = (...given: readonly unknown[]) => unknown;

function trailOver<In, Out, Input>(
  client: Client,
  actor: string | Actor | undefined,
): RemotePolicyTrail<In, Out, Input> {
  const { connection, closing } = client;
  const methods = Object.fromEntries(
    remoteOperations.map((operation) => [operation, methodOf(connection, operation, actor)]),
  ) as unknown as PolicyTrail<In, Out, Input>;
  return {
    ...methods,
    watch: client.watch,
    exportArchive: (options) => archiveStream(connection, options),
    definitionOf: async ({ schema }) => (schema === null ? undefined : methods.definitionOf({ schema })),
    evaluationRecorder: (options?: RecorderOptions) =>
      remoteRecorder(methods.evaluate as PolicyTrail['evaluate'], options) as EvaluationRecorder<Input>,
    as: (other) => trailOver(client, other),
    of: <DefinedIn, DefinedOut, DefinedInput>() => trailOver<DefinedIn, DefinedOut, DefinedInput>(client, actor),
    close: async () => closing.abort(closed()),
    get sync(): never {
      throw notSynchronous();
    },
  };
}

function methodOf(connection: Connection, operation: RemoteOperation, actor: string | Actor | undefined): Method {
  return async (...given) => {
    connection.signal.throwIfAborted();
    return call(connection, { operation, given, actor });
  };
}

function closed(): PolicytrailError<'store_closed'> {
  return new PolicytrailError('store_closed', 'the client was closed', { operation: 'close' });
}

function notSynchronous(): PolicytrailError<'invalid_argument'> {
  const message = 'a trail over HTTP is not synchronous: await the trail’s own methods';
  return new PolicytrailError('invalid_argument', message, { argument: 'sync' });
}
