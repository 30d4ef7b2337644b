import { type Actor, type PolicyTrail, PolicytrailError } from '@policytrail/core';
import type { RemoteOperation } from '../operations/operations.js';

/** A trail of any policies and inputs. */
export type AnyTrail = PolicyTrail<never, unknown, never>;

/** What a handler serves. */
export type ServedTrail = Pick<AnyTrail, 'as'>;

/** Who asks for what. */
export interface Asked {
  readonly actor: string | Actor;
  readonly operation: RemoteOperation;
}

export interface HandlerOptions {
  /** Its `authorize` decides on every operation; without one everybody whom `actor` knows may do everything. */
  readonly trail: ServedTrail;
  /** Who asks: an actor id, or the actor. Where it throws, or there is nobody, the answer is 401. */
  readonly actor: (request: Request) => MaybePromise<string | Actor | null | undefined>;
  /** What the handler's paths begin with, e.g. `/api/trail`. Default: nothing. */
  readonly basePath?: string;
  /** Largest JSON body, in bytes. Default 2 MiB. */
  readonly maxBodyBytes?: number;
  /** Largest archive or history to import, in bytes as they are sent; held in memory until all are there. Default 64 MiB. */
  readonly maxArchiveBytes?: number;
  /** Largest archive or history after decompression, in bytes, whatever a request asks for. Default 256 MiB. */
  readonly maxUnpackedBytes?: number;
  /** How long a body may take to arrive; for an import, each part of it, and the whole six times as long. Default 10,000. */
  readonly bodyTimeoutMilliseconds?: number;
  /** How long the trail may take for an operation; imports and proofs of the whole trail six times as long. Default 30,000. */
  readonly timeoutMilliseconds?: number;
  /** How often a stream of events says that it is alive. Default 15,000. */
  readonly heartbeatMilliseconds?: number;
  /** When a stream of events ends, so that it is asked again who may watch. Default 300,000. */
  readonly streamMilliseconds?: number;
  /** Most streams of events at once, all policies and actors together: one more is 429. Default 1,000. */
  readonly maxStreams?: number;
  /** Called before the body is read. Where it says how many seconds to wait, the answer is 429. */
  readonly rateLimit?: (request: Request, asked: Asked) => MaybePromise<number | undefined>;
  /** Told of each failure that is the server's own, for the log. */
  readonly onError?: (error: unknown, request: Request) => void;
}

type MaybePromise<Value> = Value | Promise<Value>;

type Defaults = Required<Pick<HandlerOptions, Limit | 'basePath'>>;
type Limit =
  | 'maxBodyBytes'
  | 'maxArchiveBytes'
  | 'maxUnpackedBytes'
  | 'bodyTimeoutMilliseconds'
  | 'timeoutMilliseconds'
  | 'heartbeatMilliseconds'
  | 'streamMilliseconds'
  | 'maxStreams';

/** Options with all defaults filled in. */
export type HandlerSettings = Omit<HandlerOptions, keyof Defaults> & Defaults;

const limits: Readonly<Record<Limit, number>> = {
  maxBodyBytes: 2 * 1_048_576,
  maxArchiveBytes: 64 * 1_048_576,
  maxUnpackedBytes: 256 * 1_048_576,
  bodyTimeoutMilliseconds: 10_000,
  timeoutMilliseconds: 30_000,
  heartbeatMilliseconds: 15_000,
  streamMilliseconds: 300_000,
  maxStreams: 1_000,
};
/** Of the platform's timers, in milliseconds. */
export const longestTimer: number = 2 ** 31 - 1;

/** Throws `invalid_argument` where an option can't be. */
export function settingsOf(options: HandlerOptions): HandlerSettings {
  if (typeof options.trail?.as !== 'function') throw refused('trail', 'a trail, such as createPolicyTrail({ … })');
  if (typeof options.actor !== 'function') throw refused('actor', 'a function that says who asks');
  for (const name of Object.keys(limits) as readonly Limit[]) {
    const value = options[name];
    const isFit = value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= longestTimer);
    if (!isFit) throw refused(name, `a whole number from 1 to ${longestTimer}`);
  }
  return { ...limits, ...options, basePath: basePathOf(options.basePath) };
}

/** Without a slash at its end. */
function basePathOf(path = ''): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '' || /^(?:\/[\w.~-]+)+$/.test(trimmed)) return trimmed;
  throw refused('basePath', 'a path such as /api/trail');
}

function refused(argument: string, what: string): PolicytrailError<'invalid_argument'> {
  return new PolicytrailError('invalid_argument', `${argument} must be ${what}`, { argument });
}
