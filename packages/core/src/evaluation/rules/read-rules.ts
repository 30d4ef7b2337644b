import { isObject } from '../../policy/definition/json-object.js';
import type { PolicyIssue } from '../../values/error.js';
import type { JsonObject } from '../../values/json.js';
import { appendPointer } from '../../values/json-pointer.js';
import { duplicateIssues, groupOrderIssues } from './among-rules.js';
import type { Rule } from './rule.js';
import { memberChecks } from './rule-member.js';

/** A policy's rules, or what is wrong with them; their expressions are not looked at. */
export interface RuleReading {
  /** In order, with their index in `policy.rules`; only those that can be read. */
  readonly rules: readonly { readonly rule: Rule; readonly index: number }[];
  /** In the order of the rules. */
  readonly issues: readonly PolicyIssue[];
}

const memberNames: readonly string[] = /* @__PURE__ */ Object.keys(memberChecks);

interface ReadRule {
  readonly rule: Rule | undefined;
  readonly issues: readonly PolicyIssue[];
}

/** Reads `policy.rules`. A policy without them has none. */
export function readRules(policy: JsonObject): RuleReading {
  if (!Object.hasOwn(policy, 'rules') || policy.rules === undefined) return { rules: [], issues: [] };
  const given: unknown = policy.rules;
  if (!Array.isArray(given)) return { rules: [], issues: [{ path: '/rules', message: 'rules must be a list' }] };
  const read = given.map((rule: unknown, index) => readRule(rule, `/rules/${index}`));
  const places = read.map(({ rule }) => rule);
  return {
    rules: places.flatMap((rule, index) => (rule === undefined ? [] : [{ rule, index }])),
    issues: [...read.flatMap(({ issues }) => issues), ...duplicateIssues(places), ...groupOrderIssues(places)],
  };
}

function readRule(given: unknown, path: string): ReadRule {
  if (!isObject(given)) return { rule: undefined, issues: [{ path, message: 'a rule must be an object' }] };
  const issues = [...strangers(given, path), ...memberIssues(given, path)];
  if (issues.length === 0) issues.push(...approverIssues(given, path));
  return issues.length > 0 ? { rule: undefined, issues } : { rule: ruleOf(given as unknown as GivenRule), issues };
}

function strangers(given: object, path: string): readonly PolicyIssue[] {
  const names = Object.keys(given).filter((name) => !Object.hasOwn(memberChecks, name));
  if (names.length === 0) return [];
  const known = memberNames.join(', ');
  return names.map((name) => ({
    path: appendPointer(path, name),
    message: `a rule has no such key; it has ${known}`,
  }));
}

function memberIssues(given: { readonly [name: string]: unknown }, path: string): readonly PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  for (const name of memberNames) {
    const message = memberProblem(name, Object.hasOwn(given, name) ? given[name] : undefined);
    if (message !== undefined) issues.push({ path: appendPointer(path, name), message });
  }
  return issues;
}

function memberProblem(name: string, value: unknown): string | undefined {
  const { isRequired, check } = memberChecks[name] as (typeof memberChecks)[string];
  if (value !== undefined) return check(name, value);
  return isRequired ? `${name} is missing` : undefined;
}

function approverIssues({ effect, approver }: { readonly [name: string]: unknown }, path: string): PolicyIssue[] {
  const isAsked = effect === 'require_approval';
  if (isAsked === (approver !== undefined)) return [];
  const message = isAsked
    ? 'approver is missing: effect require_approval needs one'
    : 'approver is only for effect require_approval';
  return [{ path: `${path}/approver`, message }];
}

type GivenRule = Partial<Omit<Rule, 'isEnabled'>> &
  Pick<Rule, 'id' | 'name' | 'when' | 'effect'> & { readonly enabled?: boolean };

function ruleOf(given: GivenRule): Rule {
  const { id, name, when, effect } = given;
  return {
    id,
    name,
    section: given.section ?? null,
    category: given.category ?? null,
    description: given.description ?? null,
    documentationUrl: given.documentationUrl ?? null,
    group: given.group ?? null,
    when,
    effect,
    approver: given.approver ?? null,
    message: given.message ?? null,
    resolution: given.resolution ?? null,
    isEnabled: given.enabled ?? true,
  };
}
