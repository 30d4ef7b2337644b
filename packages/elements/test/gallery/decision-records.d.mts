import type { Explanation, PolicyDefinition, PolicyTrail } from '@policytrail/core';

export const pricing: PolicyDefinition;
export function pricingTrail(): Promise<PolicyTrail>;
export function decisionRecords(): Promise<Record<string, Explanation>>;
