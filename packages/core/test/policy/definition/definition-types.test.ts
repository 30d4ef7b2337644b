import { definePolicy, type PolicyDefinition } from '@policytrail/core';
import type { DecimalSchema } from '@policytrail/core/zod';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import type { WithRules } from '../../../src/policy/definition/policy-rule.js';
import { budget } from './samples.js';

interface BudgetIn {
  allowNetwork: boolean;
  budgetTokens: number;
  budgetUsd: string | number;
  budgetNatureCost: string | number;
}

interface BudgetOut {
  allowNetwork: boolean;
  budgetTokens: number;
  budgetUsd: string;
  budgetNatureCost: string;
}

// Stands for a function that types by a definition, as a trail does.
declare function typedBy<In, Out>(
  definition: PolicyDefinition<In, Out>,
): { save: (policy: In) => void; read: () => Out };

it('a definition knows what is given and what is stored', () => {
  expectTypeOf<StandardSchemaV1.InferInput<(typeof budget)['policy']>>().toEqualTypeOf<WithRules<BudgetIn>>();
  expectTypeOf<StandardSchemaV1.InferOutput<(typeof budget)['policy']>>().toEqualTypeOf<WithRules<BudgetOut>>();
  expectTypeOf<typeof typedBy<BudgetIn, BudgetOut>>().toBeCallableWith(budget);
  type Typed = ReturnType<typeof typedBy<BudgetIn, BudgetOut>>;
  expectTypeOf<Parameters<Typed['save']>[0]>().toEqualTypeOf<BudgetIn>();
});

it('a definition knows its input', () => {
  expectTypeOf(budget).toEqualTypeOf<
    PolicyDefinition<
      WithRules<BudgetIn>,
      WithRules<BudgetOut>,
      { tokens: number; usd: string | number; usesNetwork: boolean },
      { tokens: number; usd: string; usesNetwork: boolean }
    >
  >();
});

it('definitions of different policies stand in one list', () => {
  const flag = definePolicy({ name: 'flag', policy: z.object({ isOn: z.boolean() }) });
  expectTypeOf([budget, flag]).toExtend<readonly PolicyDefinition[]>();
  expectTypeOf(flag).toEqualTypeOf<
    PolicyDefinition<WithRules<{ isOn: boolean }>, WithRules<{ isOn: boolean }>, unknown, unknown>
  >();
});

it('a decimal takes text and numbers and gives text', () => {
  expectTypeOf<z.input<DecimalSchema>>().toEqualTypeOf<string | number>();
  expectTypeOf<z.output<DecimalSchema>>().toEqualTypeOf<string>();
});
