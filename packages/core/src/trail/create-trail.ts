import { readActor } from '../policy/actor.js';
import type { PolicyDefinition } from '../policy/definition/definition.js';
import { invalidArgument } from '../values/error.js';
import { newUuidV7 } from '../values/id.js';
import { type Instant, parseInstant } from '../values/instant.js';
import { exportArchive } from './archive/export.js';
import { importHistory } from './archive/history/import-history.js';
import { importArchive } from './archive/import.js';
import type { TrailContext } from './context.js';
import { definitionDocuments } from './definition-documents.js';
import { knownOptions } from './known-options.js';
import { diff } from './read/diff.js';
import { history, policies } from './read/history.js';
import { pinned } from './read/pinned.js';
import { planned } from './read/planned.js';
import { current, inForce, labelled, version } from './read/version.js';
import { syncTrail } from './sync-trail.js';
import type { PolicyTrail, TrailOptions } from './trail.js';
import { doctor } from './verify/doctor.js';
import { verify, verifyAll } from './verify/verify.js';
import { hubOf } from './watch-hub.js';
import { pin } from './write/pin.js';
import { restore } from './write/restore.js';
import { save, saveMany } from './write/save.js';
import { withdraw } from './write/withdraw.js';

/** A trail whose policies are typed and checked by one definition. */
export function createPolicyTrail<In, Out>(
  options: TrailOptions & { readonly definition: PolicyDefinition<In, Out> },
): PolicyTrail<In, Out>;
/** A trail over a store; its policies are JSON objects, checked where one of the definitions applies. */
export function createPolicyTrail(options: TrailOptions): PolicyTrail;
export function createPolicyTrail(options: TrailOptions): PolicyTrail {
  return trailOver(contextOf(options));
}

function contextOf({ store, definition, definitions, clock, newId, limits }: TrailOptions): TrailContext {
  if (typeof store?.append !== 'function') {
    throw invalidArgument('store must be a policy store, such as memoryStore()', { argument: 'store' });
  }
  if (definition !== undefined && definitions !== undefined) {
    throw invalidArgument('give either definition or definitions', { argument: 'definitions' });
  }
  const known = definitions ?? (definition === undefined ? [] : [definition]);
  return {
    store,
    clock: clock === undefined ? systemClock : checkedClock(clock),
    newId: newId ?? newUuidV7,
    limits: limits ?? {},
    hub: hubOf(store),
    documents: definitionDocuments(store),
    definitionFor: (policyId) => known.find(({ appliesTo }) => appliesTo(policyId)),
    actor: null,
  };
}

function trailOver<In, Out>(context: TrailContext): PolicyTrail<In, Out> {
  return {
    save: async (policyId, policy, options) => save(context, policyId, policy, knownOptions('save', options)),
    saveMany: async (drafts) =>
      saveMany(
        context,
        drafts.map((draft) => knownOptions('saveMany', draft)),
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
    verify: (policyId, options) => verify(context, policyId, options),
    verifyAll: (options) => verifyAll(context, options),
    definitionOf: async ({ schema }) => (schema === null ? undefined : context.documents.find(schema)),
    exportArchive: (options) => exportArchive(context, options),
    importArchive: (source, options) => importArchive(context, source, options),
    importHistory: (source, options) => importHistory(context, source, options),
    watch: (policyId, listener) => context.hub.watch(policyId, listener),
    as: (actor) => trailOver({ ...context, actor: readActor(actor) }),
    of: (definition) => trailOver({ ...context, definitionFor: (policyId) => fitting(definition, policyId) }),
    doctor: () => doctor(context),
    close: () => context.store.close(),
    get sync() {
      return syncTrail<In, Out>(context);
    },
  };
}

function fitting(definition: PolicyDefinition, policyId: string): PolicyDefinition {
  if (definition.appliesTo(policyId)) return definition;
  throw invalidArgument(`the definition \`${definition.name}\` does not apply to \`${policyId}\``, {
    argument: 'policyId',
  });
}

function checkedClock(clock: () => Instant): () => Instant {
  return () => parseInstant(clock(), 'clock');
}

function systemClock(): Instant {
  return new Date().toISOString();
}
