import type { Authorize } from '../access/authorize.js';
import type { Access } from '../access/permit.js';
import type { PolicyDefinition } from '../policy/definition/definition.js';
import { newSalt } from '../record/salt.js';
import type { PolicyStore } from '../storage/port.js';
import type { JsonLimits } from '../values/canonical/canonical-json.js';
import { type DocumentWriter, documentWriter } from '../values/document/document-writer.js';
import { invalidArgument } from '../values/error.js';
import { newUuidV7 } from '../values/id.js';
import { type Instant, parseInstant } from '../values/instant.js';
import type { JsonObject } from '../values/json.js';
import { onlyKnown } from '../values/options/only-known.js';
import { type DefinitionDocuments, type DefinitionRecord, definitionDocuments } from './definition-documents.js';
import type { TrailOptions } from './trail.js';
import { hubOf, type WatchHub } from './watch-hub.js';

/** Throws `invalid_policy` or `invalid_expression` where a policy's rules can't be used. */
export type RuleCheck = (policy: JsonObject, definition: DefinitionRecord | undefined) => void;

/** What every operation of a trail is handed: the outside world, named. */
export interface TrailContext extends Access {
  readonly store: PolicyStore;
  readonly clock: () => Instant;
  readonly newId: () => string;
  readonly newSalt: () => string;
  readonly limits: JsonLimits;
  readonly hub: WatchHub;
  readonly documents: DefinitionDocuments;
  /** By policy; whether what was written is stored does not matter. */
  readonly writePolicy: DocumentWriter;
  readonly definitionFor: (policyId: string) => PolicyDefinition | undefined;
  /** Null where rules are data like any other. */
  readonly checkRules: RuleCheck | null;
}

const trailOptions: readonly (keyof TrailOptions)[] = [
  'store',
  'definition',
  'definitions',
  'clock',
  'newId',
  'newSalt',
  'authorize',
  'limits',
];

/** Reads what a trail works with. Throws `invalid_argument` where it can't. */
export function contextOf(options: TrailOptions, checkRules: RuleCheck | null): TrailContext {
  const { store, definition, definitions, clock } = onlyKnown('a trail', trailOptions, options);
  if (typeof store?.append !== 'function') {
    throw invalidArgument('store must be a store such as memoryStore()', { argument: 'store' });
  }
  if (definition !== undefined && definitions !== undefined) {
    throw invalidArgument('give either definition or definitions', { argument: 'definitions' });
  }
  const known = definitions ?? (definition === undefined ? [] : [definition]);
  return {
    store,
    clock: clock === undefined ? systemClock() : checkedClock(clock),
    newId: options.newId ?? newUuidV7,
    newSalt: options.newSalt === undefined ? newSalt : checkedSalt(options.newSalt),
    limits: options.limits ?? {},
    hub: hubOf(store),
    documents: definitionDocuments(store),
    writePolicy: documentWriter(options.limits ?? {}),
    definitionFor: (policyId) => known.find(({ appliesTo }) => appliesTo(policyId)),
    actor: null,
    authorize: readAuthorize(options.authorize),
    checkRules,
  };
}

/** The same context with one definition for every policy; one that it does not apply to is `invalid_argument`. */
export function contextWith<Context extends TrailContext>(context: Context, definition: PolicyDefinition): Context {
  return { ...context, definitionFor: (policyId) => fitting(definition, policyId) };
}

function fitting(definition: PolicyDefinition, policyId: string): PolicyDefinition {
  if (definition.appliesTo(policyId)) return definition;
  throw invalidArgument(`the definition \`${definition.name}\` does not apply to \`${policyId}\``, {
    argument: 'policyId',
  });
}

function readAuthorize(authorize: Authorize | undefined): Authorize | null {
  if (authorize === undefined || typeof authorize === 'function') return authorize ?? null;
  throw invalidArgument('authorize must be a function such as roles()', { argument: 'authorize' });
}

function checkedSalt(newSalt: () => string): () => string {
  return () => {
    const salt = newSalt();
    if (/^[0-9a-f]{64}$/.test(salt)) return salt;
    throw invalidArgument('newSalt must return 64 lower-case hex digits', { argument: 'newSalt' });
  };
}

function checkedClock(clock: () => Instant): () => Instant {
  return () => parseInstant(clock(), 'clock');
}

// The text of a millisecond is made once.
function systemClock(): () => Instant {
  let told = Number.NaN;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== told) text = new Date(now).toISOString();
    told = now;
    return text;
  };
}
