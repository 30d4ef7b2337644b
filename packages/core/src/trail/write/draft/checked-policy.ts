import { validatePolicy } from '../../../policy/definition/validate.js';
import { documentText } from '../../../values/document/document-text.js';
import type { TrailContext } from '../../context.js';
import { type DefinitionRecord, recordOf } from '../../definition-documents.js';

export function definitionRecordFor({ definitionFor }: TrailContext, policyId: string): DefinitionRecord | undefined {
  const definition = definitionFor(policyId);
  return definition === undefined ? undefined : recordOf(definition);
}

/** The canonical text of a policy that fits its definition, where it has one, and the document border. */
export function checkPolicy({ limits }: TrailContext, record: DefinitionRecord | undefined, policy: unknown): string {
  const validated = record === undefined ? policy : validatePolicy(record.definition, policy);
  return documentText(validated, limits);
}
