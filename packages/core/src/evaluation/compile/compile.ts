import { createProgram, type Program } from '../../expression/program.js';
import type { DefinitionDocument } from '../../policy/definition/document.js';
import type { JsonObject } from '../../values/json.js';
import { PlainTable } from '../plain/plain-table.js';
import { type RuleReading, readRules } from '../rules/read-rules.js';
import { refuseRules } from '../rules/refuse-rules.js';
import { appliedRule } from './applied-rule.js';
import { cacheKey, compiledPolicies } from './cache.js';
import { compileRule, type RuleCompilation } from './compile-rule.js';
import type { CompiledPolicy, CompiledRule } from './compiled-policy.js';

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
  const compiled = compileRules({ policy: content, contentHash }, reading.rules, definition);
  compiledPolicies.set(key, compiled, JSON.stringify(content).length + charactersPerItem * compiled.itemCount);
  return compiled;
}

/** What an item of a list that a rule looks into takes beside its text: each rule has it in tables of its own. */
const charactersPerItem = 8;

/** Compiles those of a policy's rules that are given. */
export function compilationsOf(
  program: Program,
  policy: JsonObject,
  rules: RuleReading['rules'],
): readonly RuleCompilation[] {
  return rules.map(({ rule, index }) => compileRule({ program, policy }, rule, index));
}

function compileRules(
  { policy, contentHash }: Pick<CompiledPolicy, 'policy' | 'contentHash'>,
  rules: RuleReading['rules'],
  definition: DefinitionDocument | undefined,
): CompiledPolicy {
  const program = programOf(policy, definition);
  const compilations = compilationsOf(program, policy, rules);
  const made = compilations.map(({ compiled }) => compiled);
  return {
    policy,
    contentHash,
    program,
    rules: made,
    forms: made.map(({ form }) => form),
    nextInGroup: nextsInGroups(made),
    untouched: made.map(({ rule }) => appliedRule(rule, rule.isEnabled ? 'passed' : 'disabled')),
    plainTable: new PlainTable(
      compilations.map(({ compiled, plain }) => (compiled.rule.isEnabled ? plain : undefined)),
    ),
    itemCount: itemCountOf(compilations),
    problems: compilations.flatMap(({ problems }) => problems),
  };
}

function itemCountOf(compilations: readonly RuleCompilation[]): number {
  const comparisons = compilations.flatMap(({ plain }) => plain?.comparisons ?? []);
  return comparisons.reduce((count, { values }) => count + values.length, 0);
}

/** The expressions of a policy, typed by a definition where there is one. */
export function programOf(policy: JsonObject, definition: DefinitionDocument | undefined): Program {
  if (definition === undefined) return createProgram({ policy });
  const { policy: policySchema, input } = definition;
  return createProgram(input === null ? { policy, policySchema } : { policy, policySchema, inputSchema: input });
}

function nextsInGroups(rules: readonly CompiledRule[]): readonly number[] {
  const nexts = rules.map(() => -1);
  const lasts = new Map<string, number>();
  for (const [index, { rule }] of rules.entries()) {
    if (rule.group === null || !rule.isEnabled) continue;
    const last = lasts.get(rule.group);
    if (last !== undefined) nexts[last] = index;
    lasts.set(rule.group, index);
  }
  return nexts;
}
