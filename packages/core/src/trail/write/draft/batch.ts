import type { Write, WriteOutcome } from '../../../storage/port.js';
import type { TrailContext } from '../../context.js';
import type { DefinitionRecord } from '../../definition-documents.js';
import type { Ask, Settled } from './ask.js';
import { definitionWrite } from './definition-write.js';

/** An ask with the definition its policy was checked by. */
export interface Prepared {
  readonly ask: Ask;
  readonly definition: DefinitionRecord | undefined;
}

/** The writes of one transaction: the drafts in order, then the definitions not yet known to be stored. */
export interface Batch {
  readonly writes: readonly Write[];
  readonly settle: (outcomes: readonly WriteOutcome[]) => readonly Settled[];
  /** Of the batch's definitions, those that the store has after it. */
  readonly definitionsStored: (outcomes: readonly WriteOutcome[]) => readonly DefinitionRecord[];
}

export function batchOf(context: TrailContext, prepared: readonly Prepared[]): Batch {
  const dependants = dependantsOf(context, prepared);
  const definitions = [...dependants.keys()];
  return {
    writes: [
      ...prepared.map(({ ask }) => ask.write),
      ...definitions.map((definition) => definitionWrite(context, definition, dependants.get(definition) ?? [])),
    ],
    settle: (outcomes) => prepared.map(({ ask }, index) => ask.settle(outcomes[index])),
    definitionsStored: (outcomes) =>
      definitions.filter((_, index) => outcomes[prepared.length + index]?.status !== 'declined'),
  };
}

// Definitions that may not be stored yet, each with the drafts that were checked by it.
function dependantsOf(
  { documents }: TrailContext,
  prepared: readonly Prepared[],
): ReadonlyMap<DefinitionRecord, readonly Ask[]> {
  const dependants = new Map<DefinitionRecord, Ask[]>();
  for (const { ask, definition } of prepared) {
    if (definition === undefined || documents.isStored(definition.reference)) continue;
    const others = dependants.get(definition);
    if (others === undefined) dependants.set(definition, [ask]);
    else others.push(ask);
  }
  return dependants;
}
