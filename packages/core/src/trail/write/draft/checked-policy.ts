import { validatePolicy } from '../../../policy/definition/validate.js';
import { documentText } from '../../../values/document/document-text.js';
import type { JsonObject } from '../../../values/json.js';
import type { TrailContext } from '../../context.js';
import { type DefinitionRecord, recordOf } from '../../definition-documents.js';
import type { CheckedPolicy } from './draft.js';

export function definitionRecordFor({ definitionFor }: TrailContext, policyId: string): DefinitionRecord | undefined {
  const definition = definitionFor(policyId);
  return definition === undefined ? undefined : recordOf(definition);
}

/** Validates a policy by its definition, where it has one, and takes it over the document border. */
export function checkPolicy(
  { limits }: TrailContext,
  record: DefinitionRecord | undefined,
  policy: unknown,
): CheckedPolicy {
  const validated = record === undefined ? policy : validatePolicy(record.definition, policy);
  const policyJson = documentText(validated, limits);
  return { policy: JSON.parse(policyJson) as JsonObject, policyJson };
}
