import { validatePolicy } from '../../../policy/definition/validate.js';
import type { Writing } from '../../../values/document/document-writer.js';
import type { TrailContext } from '../../context.js';
import { type DefinitionRecord, recordOf } from '../../definition-documents.js';

export function definitionRecordFor({ definitionFor }: TrailContext, policyId: string): DefinitionRecord | undefined {
  const definition = definitionFor(policyId);
  return definition === undefined ? undefined : recordOf(definition);
}

/** A policy that fits its definition, where it has one, the document border and the check of its rules. */
export function checkPolicy(
  context: TrailContext,
  policyId: string,
  record: DefinitionRecord | undefined,
  policy: unknown,
): Writing {
  const writing = context.writePolicy(
    policyId,
    record === undefined ? policy : validatePolicy(record.definition, policy),
  );
  context.checkRules?.(writing.document.value, record);
  return writing;
}
