import { permissions } from '../access/permissions.js';
import { guarded } from '../access/permit.js';
import { readActor } from '../policy/actor.js';
import type { PolicyDefinition } from '../policy/definition/definition.js';
import { contextOf, contextWith, type TrailContext } from './context.js';
import { assertList, knownOptions } from './known-options.js';
import { diff } from './read/diff.js';
import { history, policies } from './read/history.js';
import { pinned } from './read/pinned.js';
import { planned } from './read/planned.js';
import { current, inForce, labelled, version } from './read/version.js';
import { watch } from './read/watch.js';
import { syncTrail } from './sync-trail.js';
import type { TrailOptions, VersionTrail } from './trail.js';
import { doctor } from './verify/doctor.js';
import { pin } from './write/pin.js';
import { restore } from './write/restore.js';
import { save, saveMany } from './write/save.js';
import { withdraw } from './write/withdraw.js';

/** A trail of versions alone, whose policies are typed and checked by one definition. */
export function createVersionTrail<In, Out>(
  options: TrailOptions & { readonly definition: PolicyDefinition<In, Out> },
): VersionTrail<In, Out>;
/**
 * A trail of versions alone: small, as it neither judges nor verifies nor archives. The `rules` of its policies are stored
 * unchecked; where they matter, use `createPolicyTrail`.
 */
export function createVersionTrail(options: TrailOptions): VersionTrail;
export function createVersionTrail(options: TrailOptions): VersionTrail {
  return trailOver(contextOf(options, null));
}

function trailOver<In, Out>(context: TrailContext): VersionTrail<In, Out> {
  return {
    ...versionMethods<In, Out>(context),
    as: (actor) => trailOver({ ...context, actor: readActor(actor) }),
    of: (definition) => trailOver(contextWith(context, definition)),
    get sync() {
      return syncTrail<In, Out>(context);
    },
  };
}

/** What every trail does with versions. */
export function versionMethods<In, Out>(context: TrailContext): Omit<VersionTrail<In, Out>, 'as' | 'of' | 'sync'> {
  return {
    ...guarded(context, operations<In, Out>(context)),
    watch: (policyId, listener) => watch(context, policyId, listener),
    permissions: (policyId) => permissions(context, policyId),
    close: () => context.store.close(),
  };
}

type Unguarded = 'watch' | 'permissions' | 'close' | 'as' | 'of' | 'sync';

function operations<In, Out>(context: TrailContext): Omit<VersionTrail<In, Out>, Unguarded> {
  return {
    save: async (policyId, policy, options) => save(context, policyId, policy, knownOptions('save', options)),
    saveMany: async (drafts) =>
      saveMany(
        context,
        assertList('drafts', drafts).map((draft) => knownOptions('saveMany', draft)),
      ),
    current: (policyId) => current(context, policyId),
    inForce: (policyId, at) => inForce(context, policyId, at),
    version: (policyId, number) => version(context, policyId, number),
    labelled: (policyId, label) => labelled(context, policyId, label),
    history: async (policyId, query) => history(context, policyId, knownOptions('history', query)),
    policies: async (query) => policies(context, knownOptions('policies', query)),
    planned: (policyId) => planned(context, policyId),
    withdraw: async (policyId, number, options) =>
      withdraw(context, policyId, number, knownOptions('withdraw', options)),
    diff: (policyId, from, to) => diff(context, policyId, from, to),
    restore: async (policyId, number, options) => restore(context, policyId, number, knownOptions('restore', options)),
    pin: async (policyId, subject, options) => pin(context, policyId, subject, knownOptions('pin', options)),
    pinned: (policyId, subject) => pinned(context, policyId, subject),
    definitionOf: async ({ schema }) => (schema === null ? undefined : context.documents.find(schema)),
    doctor: () => doctor(context),
  };
}
