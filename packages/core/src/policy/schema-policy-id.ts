const schemaPrefix = '~schema/';

/** The policy that keeps a definition's documents. */
export function schemaPolicyId(name: string): string {
  return `${schemaPrefix}${name}`;
}

export function isSchemaPolicyId(policyId: string): boolean {
  return policyId.startsWith(schemaPrefix);
}
