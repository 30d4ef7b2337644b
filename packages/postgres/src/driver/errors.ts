import { isPolicytrailError, PolicytrailError, type UnavailableReason } from '@policytrail/core';

/** The five characters of https://www.postgresql.org/docs/current/errcodes-appendix.html; undefined where the server did not answer. */
function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as Error & { readonly code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE' ? code : undefined;
}

/** The constraint that a row broke; shards add suffixes to its name. */
export function constraintOf(error: unknown): string {
  const { constraint } = error as { readonly constraint?: unknown };
  return typeof constraint === 'string' ? constraint : '';
}

/**
 * What a failure means for a transaction: `rival`: another one was in the way, it is rolled back; `lost`: the connection is
 * gone, or nobody knows; `final`: the same again would fail again.
 */
export type Verdict = 'rival' | 'lost' | 'final';

export function verdictOf(error: unknown): Verdict {
  if (isPolicytrailError(error)) return 'final';
  const state = sqlStateOf(error);
  if (state === undefined) return isProgramming(error) ? 'final' : 'lost';
  if (rivalStates.has(state)) return 'rival';
  return state.startsWith('08') || lostStates.has(state) ? 'lost' : 'final';
}

/** True where a row did not fit: a key, a link or a check, or one of our triggers. */
export function isConstraint(error: unknown): boolean {
  return sqlStateOf(error)?.startsWith('23') ?? false;
}

/** True where a key was taken by a row that was not there when it was looked for. */
export function isTaken(error: unknown): boolean {
  return sqlStateOf(error) === '23505';
}

/** A driver's error as the one of ours that says what it means; one of ours as it is. */
export function toStoreError(error: unknown, operation: string): PolicytrailError {
  if (isPolicytrailError(error)) return error;
  const options = { cause: error };
  const state = sqlStateOf(error);
  if (state === '53100') {
    return new PolicytrailError('storage_full', `${operation} failed: the disk is full`, { operation }, options);
  }
  if (isConstraint(error)) {
    return new PolicytrailError('trail_corrupt', `${operation} failed: the row breaks the trail`, {}, options);
  }
  if (state !== undefined && damageStates.has(state)) {
    return new PolicytrailError('trail_corrupt', `${operation} failed: the database is damaged`, {}, options);
  }
  const [text, reason] = reasonOf(error);
  const details = reason === undefined ? { operation } : { operation, reason };
  return new PolicytrailError('store_unavailable', `${operation} failed: ${text}`, details, options);
}

export function invalidArgument(message: string, argument: string): PolicytrailError<'invalid_argument'> {
  return new PolicytrailError('invalid_argument', message, { argument });
}

/** It may or may not be stored. */
export function outcomeUnknown(operation: string, cause: unknown): PolicytrailError<'outcome_unknown'> {
  const message = `${operation} may or may not have been stored: ask again with the same ids`;
  return new PolicytrailError('outcome_unknown', message, { operation }, { cause });
}

/** True where no server is there at all: trying again at once would not help. */
export function isUnreachable(error: unknown): boolean {
  return reasonOf(error) === unreachable;
}

function reasonOf(error: unknown): Reason {
  const { code } = error as { readonly code?: unknown };
  const state = sqlStateOf(error);
  const isAnswer = state !== undefined && verdictOf(error) !== 'lost';
  return (
    reasons.get(code) ?? [
      isAnswer ? `the server refused it with ${state}, see the cause` : 'the database did not answer, see the cause',
    ]
  );
}

// A mistake in a program is none of a connection's.
function isProgramming(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

// serialization_failure, deadlock_detected, lock_not_available.
const rivalStates: ReadonlySet<string> = new Set(['40001', '40P01', '55P03']);

// statement_completion_unknown, admin_shutdown, crash_shutdown, cannot_connect_now, and a client that was ended.
const lostStates: ReadonlySet<string> = new Set(['40003', '57P01', '57P02', '57P03']);

// data_corrupted, index_corrupted.
const damageStates: ReadonlySet<string> = new Set(['XX001', 'XX002']);

type Reason = readonly [text: string, reason?: UnavailableReason];

const unreachable: Reason = ["the server can't be reached, see the cause", 'unreachable'];
const loginRefused: Reason = ['the login was refused, see the cause', 'login_refused'];

const reasons: ReadonlyMap<unknown, Reason> = new Map<unknown, Reason>([
  ['ECONNREFUSED', unreachable],
  ['ENOTFOUND', unreachable],
  ['EAI_AGAIN', unreachable],
  ['ENOENT', unreachable],
  ['25006', ['the database is read-only']],
  ['25P01', ['no transaction is open on this client']],
  ['28000', loginRefused],
  ['28P01', loginRefused],
  ['3D000', ['there is no such database, see the cause', 'no_database']],
  ['42501', ['the role lacks a privilege, see the cause', 'no_privilege']],
  ['42P01', ['a table is missing: was `migrate` run', 'no_tables']],
  ['55P03', ['another connection holds the lock']],
]);
