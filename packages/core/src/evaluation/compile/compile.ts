import { createProgram, type Program } from '../../expression/program.js';
import type { DefinitionDocument } from '../../policy/definition/document.js';
import type { JsonObject } from '../../values/json.js';
import { PlainTable } from '../plain/plain-table.js';
import { type RuleReading, readRules } from '../rules/read-rules.js';
import { refuseRules } from '../rules/refuse-rules.js';
import type { Rule } from '../rules/rule.js';
import { cacheKey, compiledPolicies } from './cache.js';
import { compileRule } from './compile-rule.js';
import type { CompiledPolicy, CompiledRule } from './compiled-policy.js';

export type { CompiledPolicy, CompiledRule } from './compiled-policy.js';

/**
 * A policy made ready to judge, from the cache where it is there. `policy` is called where it is not. Throws
 * `invalid_policy` where its rules can't be read; a rule whose expression does not compile fails each time.
 */
export function compilePolicy(
  policy: () => JsonObject,
  contentHash: string,
  definition: DefinitionDocument | undefined,
): CompiledPolicy {
  const key = cacheKey(contentHash, definition);
  const known = compiledPolicies.get(key);
  if (known !== undefined) return known;
  const content = policy();
  const reading = readRules(content);
  refuseRules(reading.issues, []);
  const compiled = compileRules({ policy: content, contentHash }, reading, definition);
  compiledPolicies.set(key, compiled);
  return compiled;
}

/** Throws `invalid_policy` listing all that is wrong with a policy's rules; `invalid_expression` or `limit_exceeded` for the first of them where only expressions are wrong. */
export function checkRules(policy: JsonObject, definition: DefinitionDocument | undefined): void {
  const reading = readRules(policy);
  const { problems } = compileRules({ policy, contentHash: '' }, reading, definition);
  refuseRules(reading.issues, problems);
}

function compileRules(
  { policy, contentHash }: Pick<CompiledPolicy, 'policy' | 'contentHash'>,
  { rules }: RuleReading,
  definition: DefinitionDocument | undefined,
): CompiledPolicy {
  const program = programOf(policy, definition);
  const groups = groupPlaces(rules.map(({ rule }) => rule));
  const compilations = rules.map(({ rule, index }, place) =>
    compileRule({ program, policy }, rule, { index, ...(groups[place] ?? noGroup) }),
  );
  const made = compilations.map(({ compiled }) => compiled);
  return {
    policy,
    contentHash,
    program,
    rules: made,
    untouched: made.map(({ rule, applied }) => (rule.isEnabled ? applied.passed : applied.disabled)),
    plainTable: new PlainTable(
      made.map(({ rule, condition }) => (rule.isEnabled ? (condition?.plain ?? null) : undefined)),
    ),
    problems: compilations.flatMap(({ problems }) => problems),
  };
}

function programOf(policy: JsonObject, definition: DefinitionDocument | undefined): Program {
  if (definition === undefined) return createProgram({ policy });
  const { policy: policySchema, input } = definition;
  return createProgram(input === null ? { policy, policySchema } : { policy, policySchema, inputSchema: input });
}

type GroupPlace = Pick<CompiledRule, 'groupIndex' | 'nextInGroup'>;

const noGroup: GroupPlace = { groupIndex: -1, nextInGroup: -1 };

/** By rule. Groups are numbered from 0, in the order of their last rules. */
function groupPlaces(rules: readonly Rule[]): readonly GroupPlace[] {
  const numbers = new Map<string, number>();
  const nexts = new Map<string, number>();
  return rules
    .toReversed()
    .map(({ group, isEnabled }, fromEnd): GroupPlace => {
      if (group === null) return noGroup;
      const nextInGroup = nexts.get(group) ?? -1;
      if (isEnabled) nexts.set(group, rules.length - 1 - fromEnd);
      const groupIndex = numbers.get(group) ?? numbers.size;
      numbers.set(group, groupIndex);
      return { groupIndex, nextInGroup };
    })
    .reverse();
}
