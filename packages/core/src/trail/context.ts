import type { Actor } from '../policy/actor.js';
import type { PolicyDefinition } from '../policy/definition/definition.js';
import type { PolicyStore } from '../storage/port.js';
import type { JsonLimits } from '../values/canonical-json.js';
import type { Instant } from '../values/instant.js';
import type { DefinitionDocuments } from './definition-documents.js';
import type { WatchHub } from './watch-hub.js';

/** What every operation of a trail is handed: the outside world, named. */
export interface TrailContext {
  readonly store: PolicyStore;
  readonly clock: () => Instant;
  readonly newId: () => string;
  readonly limits: JsonLimits;
  readonly hub: WatchHub;
  readonly documents: DefinitionDocuments;
  readonly definitionFor: (policyId: string) => PolicyDefinition | undefined;
  /** The author of calls that name none. */
  readonly actor: Actor | null;
}
