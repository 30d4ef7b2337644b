import type { DefinitionDocument, PolicyDefinition } from '@policytrail/core';
import { budget, budgetPolicyId } from './budget.js';
import { pricing, pricingPolicyId } from './pricing.js';

/** A policy as the pages speak of it. */
export interface PolicyKind {
  readonly policyId: string;
  readonly title: string;
  readonly description: string;
  /** What is judged: the type of its subjects, and the word for one and for many. */
  readonly subject: { readonly type: string; readonly one: string; readonly many: string };
  readonly document: DefinitionDocument | undefined;
}

export const definitions: readonly PolicyDefinition[] = [budget, pricing] as unknown as readonly PolicyDefinition[];

const kinds: readonly PolicyKind[] = [
  {
    policyId: budgetPolicyId,
    title: 'AI-run budget',
    description: 'What a run of project-123 may use: tokens, money, network.',
    subject: { type: 'run', one: 'Run', many: 'Runs' },
    document: budget.document,
  },
  {
    policyId: pricingPolicyId,
    title: 'Quoting',
    description: 'What a quote may grant, and who has to agree.',
    subject: { type: 'quote', one: 'Quote', many: 'Quotes' },
    document: pricing.document,
  },
];

/** The kind of a policy; one that the demo knows nothing of goes by its id. */
export function kindOf(policyId: string): PolicyKind {
  const subject = { type: 'subject', one: 'Subject', many: 'Subjects' };
  const unknown = {
    policyId,
    title: policyId,
    description: 'A policy that these pages know nothing more of.',
    subject,
    document: undefined,
  };
  return kinds.find((kind) => kind.policyId === policyId) ?? unknown;
}

export const firstPolicyId = budgetPolicyId;

/** In the order in which the demo tells of them, others after. */
export function inOrder(policyIds: readonly string[]): readonly string[] {
  const told = kinds.map(({ policyId }) => policyId);
  return [...told.filter((id) => policyIds.includes(id)), ...policyIds.filter((id) => !told.includes(id))];
}
