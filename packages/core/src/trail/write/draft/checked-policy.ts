import { validatePolicy } from '../../../policy/definition/validate.js';
import { documentText } from '../../../values/document/document-text.js';
import type { JsonObject } from '../../../values/json.js';
import type { TrailContext } from '../../context.js';
import { type DefinitionRecord, recordOf } from '../../definition-documents.js';

export function definitionRecordFor({ definitionFor }: TrailContext, policyId: string): DefinitionRecord | undefined {
  const definition = definitionFor(policyId);
  return definition === undefined ? undefined : recordOf(definition);
}

/** The canonical text of a policy that fits its definition, where it has one, the document border and the check of its rules. */
export function checkPolicy(
  { limits, checkRules }: TrailContext,
  record: DefinitionRecord | undefined,
  policy: unknown,
): string {
  const validated = record === undefined ? policy : validatePolicy(record.definition, policy);
  const text = documentText(validated, limits);
  checkRules?.(validated as JsonObject, record);
  return text;
}
