import type { Instant } from '@policytrail/core';

/** A version as a plain model keeps it. */
export interface ModelVersion {
  readonly version: number;
  readonly createdAt: Instant;
  readonly effectiveAt: Instant;
  readonly withdraws: number | null;
  readonly budget: number;
}

export type ModelAnswer =
  | { readonly status: 'refused' }
  | { readonly status: 'saved' | 'unchanged'; readonly version: number; readonly pending: readonly number[] };

/** By the letter: not withdrawn, `effectiveAt` at or before, of those the latest, of those the highest number. */
export function inForceAt(history: readonly ModelVersion[], at: Instant): ModelVersion | undefined {
  const candidates = standing(history).filter(({ effectiveAt }) => effectiveAt <= at);
  const latest = candidates
    .map(({ effectiveAt }) => effectiveAt)
    .sort()
    .at(-1);
  return candidates.filter(({ effectiveAt }) => effectiveAt === latest).at(-1);
}

export function pendingAfter(history: readonly ModelVersion[], at: Instant): readonly ModelVersion[] {
  return standing(history).filter(({ effectiveAt }) => effectiveAt > at);
}

/** Newer versions that are in force now or will be before the plan. */
export function overruled(history: readonly ModelVersion[], plan: ModelVersion, now: Instant): readonly number[] {
  const rivals = [inForceAt(history, now), ...pendingAfter(history, now)].filter((rival) => rival !== undefined);
  const newer = rivals.filter(({ version, effectiveAt }) => version > plan.version && effectiveAt < plan.effectiveAt);
  return numbers(newer).toSorted((one, other) => one - other);
}

export function addSave(
  history: ModelVersion[],
  now: Instant,
  budget: number,
  effectiveAt: Instant | undefined,
): ModelAnswer {
  const createdAt = createdAtOf(history, now);
  const effective = effectiveAt ?? createdAt;
  if (effective < createdAt) return { status: 'refused' };
  const pending = pendingAfter(history, createdAt);
  const replaced = inForceAt(history, effective);
  if (replaced?.budget === budget) {
    const { version } = replaced;
    return { status: 'unchanged', version, pending: numbers(pending.filter((other) => other.version !== version)) };
  }
  return add(history, { createdAt, effectiveAt: effective, withdraws: null, budget }, pending);
}

export function addWithdrawal(history: ModelVersion[], now: Instant, withdraws: number): ModelAnswer {
  const createdAt = createdAtOf(history, now);
  const pending = pendingAfter(history, createdAt);
  const rest = history.filter(({ version }) => version !== withdraws);
  const inForce = inForceAt(rest, createdAt);
  if (inForce === undefined || !numbers(pending).includes(withdraws)) return { status: 'refused' };
  const left = pending.filter(({ version }) => version !== withdraws);
  return add(history, { createdAt, effectiveAt: createdAt, withdraws, budget: inForce.budget }, left);
}

function add(
  history: ModelVersion[],
  version: Omit<ModelVersion, 'version'>,
  pending: readonly ModelVersion[],
): ModelAnswer {
  history.push({ version: history.length + 1, ...version });
  return { status: 'saved', version: history.length, pending: numbers(pending) };
}

function standing(history: readonly ModelVersion[]): readonly ModelVersion[] {
  const withdrawn = new Set(history.map(({ withdraws }) => withdraws));
  return history.filter(({ version }) => !withdrawn.has(version)).toSorted((one, other) => one.version - other.version);
}

function createdAtOf(history: readonly ModelVersion[], now: Instant): Instant {
  const earliest = history.at(-1)?.createdAt;
  return earliest === undefined || earliest < now ? now : earliest;
}

function numbers(versions: readonly ModelVersion[]): readonly number[] {
  return versions.map(({ version }) => version);
}
