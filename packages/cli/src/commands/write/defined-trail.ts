import { type DefinitionDocument, type PolicyTrail, storedDefinition } from '@policytrail/core';

/** A trail that saves a policy under the definition of its newest version, where that names one: the host's code is not here. */
export async function definedTrail(trail: PolicyTrail, policyId: string): Promise<PolicyTrail> {
  const { versions } = await trail.history(policyId, { limit: 1 });
  const schema = versions[0]?.schema ?? null;
  const document = schema === null ? undefined : await trail.definitionOf({ schema });
  return document === undefined ? trail : trail.of(storedDefinition(document as DefinitionDocument));
}
