import { templateParts } from '../../expression/syntax/template-parts.js';
import type { DefinitionDocument } from '../../policy/definition/document.js';
import { isArray } from '../../policy/diff/equal.js';
import { canonicalJson, unlimited } from '../../values/canonical/canonical-json.js';
import type { JsonArray, JsonObject } from '../../values/json.js';
import { parsePointer, readSegments } from '../../values/json-pointer.js';
import { sha256Hex } from '../../values/sha256.js';
import { readRules } from '../rules/read-rules.js';
import { refuseRules } from '../rules/refuse-rules.js';
import type { Rule } from '../rules/rule.js';
import { cacheKey } from './cache.js';
import { compilationsOf, programOf } from './compile.js';
import type { RuleCompilation } from './compile-rule.js';

/** What a rule that was found right had read of its policy at one place. */
interface Read {
  readonly segments: readonly string[];
  /** `kind`: whether the rule is right does not depend on what its numbers and texts are, only on their being such. */
  readonly by: 'kind' | 'value';
  readonly mark: string;
}

// A policy changes more often than its rules do, and to compile one rule takes as long as all else of a save.
const passed = new Map<string, readonly Read[]>();
const maxPassed = 5000;

/** A whole list of rules that was found right: versions share it where they have the same rules. */
interface PassedList {
  readonly definition: DefinitionDocument | undefined;
  readonly reads: readonly Read[];
}

const passedLists = new WeakMap<JsonArray, PassedList>();

/**
 * Throws `invalid_policy` listing all that is wrong with a policy's rules; `invalid_expression` or `limit_exceeded` for the
 * first of them where only expressions are wrong. The policy is taken for immutable.
 */
export function checkRules(policy: JsonObject, definition: DefinitionDocument | undefined): void {
  const markOf = marksOf(policy);
  const { rules } = policy;
  const known = isArray(rules) ? passedLists.get(rules) : undefined;
  if (known !== undefined && known.definition === definition && areAsRead(known.reads, markOf)) return;
  const found = checkEach(policy, definition, markOf);
  if (isArray(rules)) passedLists.set(rules, { definition, reads: distinct(found) });
}

function checkEach(policy: JsonObject, definition: DefinitionDocument | undefined, markOf: Marking): readonly Read[] {
  const { rules, issues } = readRules(policy);
  const found: Read[] = [];
  const waiting = rules.filter(({ rule }) => {
    const known = passed.get(keyOf(rule, definition));
    if (known === undefined || !areAsRead(known, markOf)) return true;
    found.push(...known);
    return false;
  });
  const compilations = waiting.length === 0 ? [] : compilationsOf(programOf(policy, definition), policy, waiting);
  refuseRules(
    issues,
    compilations.flatMap(({ problems }) => problems),
  );
  return [...found, ...compilations.flatMap((compilation) => remember(compilation, markOf, definition))];
}

function areAsRead(reads: readonly Read[], markOf: Marking): boolean {
  return reads.every(({ segments, by, mark }) => markOf(segments, by) === mark);
}

function distinct(reads: readonly Read[]): readonly Read[] {
  return [...new Map(reads.map((read) => [JSON.stringify([read.by, ...read.segments]), read])).values()];
}

type Marking = (segments: readonly string[], by: Read['by']) => string;

function remember(
  { compiled: { rule }, policyReads }: RuleCompilation,
  markOf: Marking,
  definition: DefinitionDocument | undefined,
): readonly Read[] {
  const by: Read['by'] = expressionsOf(rule).some((expression) => choosing.test(expression)) ? 'value' : 'kind';
  const places = [...new Set(policyReads)].map(parsePointer);
  const reads = places.map((segments) => ({ segments, by, mark: markOf(segments, by) }));
  if (passed.size === maxPassed) passed.clear();
  passed.set(keyOf(rule, definition), reads);
  return reads;
}

// No text of a rule holds U+0000.
function keyOf({ when, message, resolution }: Rule, definition: DefinitionDocument | undefined): string {
  return cacheKey(`${when}\0${message ?? ''}\0${resolution ?? ''}`, definition);
}

// Ternaries, indexes and calls: a value can decide of what type they are, or whether they may stand there.
const choosing = /[?[]|\w\s*\(|\/\//;

function expressionsOf({ when, message, resolution }: Rule): readonly string[] {
  const parts = [message, resolution].flatMap((text) => templateParts(text ?? ''));
  return [when, ...parts.flatMap((part) => (part.kind === 'expression' ? [part.text] : []))];
}

/** Marks of a policy's values: the same where the values are the same, or of one kind. Lists and maps are marked once. */
function marksOf(policy: JsonObject): Marking {
  const known = new Map<object, string>();
  return (segments, by) => {
    const value = readSegments(policy, segments);
    if (value === undefined) return absenceMark(policy, segments);
    if (by === 'kind' && (typeof value === 'number' || typeof value === 'string')) return typeof value;
    if (typeof value !== 'object' || value === null) return canonicalJson(value, unlimited);
    const mark = known.get(value) ?? sha256Hex(canonicalJson(value, unlimited));
    known.set(value, mark);
    return mark;
  };
}

/** How far a path leads, and what it ends in: a map may lack a member, a number has none. */
function absenceMark(policy: JsonObject, segments: readonly string[]): string {
  const there = segments.findIndex((_, depth) => readSegments(policy, segments.slice(0, depth + 1)) === undefined);
  const end = readSegments(policy, segments.slice(0, there));
  // A list and null are objects to `typeof`.
  return `nothing after ${there} in ${Array.isArray(end)} ${end === null} ${typeof end}`;
}
