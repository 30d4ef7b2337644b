import { templateParts } from '../../expression/syntax/template-parts.js';
import type { DefinitionDocument } from '../../policy/definition/document.js';
import { canonicalJson } from '../../values/canonical-json.js';
import type { JsonObject } from '../../values/json.js';
import { parsePointer, readSegments } from '../../values/json-pointer.js';
import { readRules } from '../rules/read-rules.js';
import { refuseRules } from '../rules/refuse-rules.js';
import type { Rule } from '../rules/rule.js';
import { cacheKey } from './cache.js';
import { compileRules } from './compile.js';
import type { CompiledPolicy, CompiledRule } from './compiled-policy.js';

/** What a rule that was found right had read of its policy. */
interface Passed {
  /** `kind`: whether it is right does not depend on what its numbers and texts are, only on their being such. */
  readonly by: 'kind' | 'value';
  readonly reads: readonly { readonly segments: readonly string[]; readonly mark: string }[];
}

// A policy changes more often than its rules do, and to compile one rule takes as long as all else of a save.
const passed = new Map<string, Passed>();
const maxPassed = 5000;
const nothing: Pick<CompiledPolicy, 'rules' | 'problems'> = { rules: [], problems: [] };

/** Throws `invalid_policy` listing all that is wrong with a policy's rules; `invalid_expression` or `limit_exceeded` for the first of them where only expressions are wrong. */
export function checkRules(policy: JsonObject, definition: DefinitionDocument | undefined): void {
  const { rules, issues } = readRules(policy);
  const waiting = rules.filter(({ rule }) => !isAsPassed(passed.get(keyOf(rule, definition)), policy));
  const compiled = waiting.length === 0 ? nothing : compileRules({ policy, contentHash: '' }, waiting, definition);
  refuseRules(issues, compiled.problems);
  for (const rule of compiled.rules) {
    if (passed.size === maxPassed) passed.clear();
    passed.set(keyOf(rule.rule, definition), passedBy(rule, policy));
  }
}

// No text of a rule holds U+0000.
function keyOf({ when, message, resolution }: Rule, definition: DefinitionDocument | undefined): string {
  return cacheKey(`${when}\0${message ?? ''}\0${resolution ?? ''}`, definition);
}

function isAsPassed(known: Passed | undefined, policy: JsonObject): boolean {
  return known?.reads.every(({ segments, mark }) => markOf(policy, segments, known.by) === mark) ?? false;
}

function passedBy({ rule, condition, message, resolution }: CompiledRule, policy: JsonObject): Passed {
  const texts = [message, resolution].flatMap((text) => (text.kind === 'template' ? text.template.policyReads : []));
  const pointers = new Set([...(condition?.policyReads ?? []), ...texts]);
  const by = expressionsOf(rule).some((expression) => choosing.test(expression)) ? 'value' : 'kind';
  const places = [...pointers].map(parsePointer);
  return { by, reads: places.map((segments) => ({ segments, mark: markOf(policy, segments, by) })) };
}

// Ternaries, indexes and calls: a value can decide of what type they are, or whether they may stand there.
const choosing = /[?[]|\w\s*\(/;

function expressionsOf({ when, message, resolution }: Rule): readonly string[] {
  const parts = [message, resolution].flatMap((text) => templateParts(text ?? ''));
  return [when, ...parts.flatMap((part) => (part.kind === 'expression' ? [part.text] : []))];
}

function markOf(policy: JsonObject, segments: readonly string[], by: Passed['by']): string {
  const value = readSegments(policy, segments);
  if (value === undefined) return absenceMark(policy, segments);
  const isKindEnough = by === 'kind' && (typeof value === 'number' || typeof value === 'string');
  return isKindEnough ? typeof value : canonicalJson(value, { maxBytes: Number.MAX_SAFE_INTEGER });
}

/** How far a path leads, and what it ends in: a map may lack a member, a number has none. */
function absenceMark(policy: JsonObject, segments: readonly string[]): string {
  const there = segments.findIndex((_, depth) => readSegments(policy, segments.slice(0, depth + 1)) === undefined);
  const end = readSegments(policy, segments.slice(0, there));
  // A list and null are objects to `typeof`.
  return `nothing after ${there} in ${Array.isArray(end)} ${end === null} ${typeof end}`;
}
