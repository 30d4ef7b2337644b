import { systemActor } from '../../../policy/actor.js';
import { schemaPolicyId } from '../../../policy/schema-policy-id.js';
import type { VersionWrite } from '../../../storage/port.js';
import { documentOf } from '../../../values/document/document.js';
import type { TrailContext } from '../../context.js';
import { type DefinitionRecord, schemaRequestId } from '../../definition-documents.js';
import { type Ask, askFor } from './ask.js';
import { draftOf } from './draft.js';

/**
 * Stores a definition's document after the drafts that were checked by it, where one of them is stored. Its
 * content is its request id, so it is appended only where it is not there yet.
 */
export function definitionWrite(
  context: TrailContext,
  { documentJson, reference }: DefinitionRecord,
  dependants: readonly Pick<Ask, 'isAppending'>[],
): VersionWrite {
  const draft = draftOf(
    context,
    { policyId: schemaPolicyId(reference.name), origin: { type: 'saved' }, definition: undefined },
    { document: documentOf(documentJson) },
    { by: systemActor, requestId: schemaRequestId(reference), allowUnchanged: true },
  );
  const { write } = askFor(draft);
  return {
    ...write,
    decide: (head) => (dependants.some(({ isAppending }) => isAppending()) ? write.decide(head) : undefined),
    recognise: () => {},
  };
}
