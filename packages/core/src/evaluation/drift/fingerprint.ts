import { canonicalJson, unlimited } from '../../values/canonical/canonical-json.js';
import type { JsonObject, JsonValue } from '../../values/json.js';
import { readPointer } from '../../values/json-pointer.js';
import { sha256Hex } from '../../values/sha256.js';
import type { CompiledPolicy, CompiledRule } from '../compile/compiled-policy.js';

const known = new WeakMap<CompiledPolicy, ReadonlyMap<string, string>>();

/**
 * What decides a rule, by rule id: hex SHA-256 over the rule without its name, section, category, description and URL,
 * over every policy value that its `when` reads, and over the fingerprints before it in its group.
 */
export function fingerprintsOf(compiled: CompiledPolicy): ReadonlyMap<string, string> {
  const found = known.get(compiled);
  if (found !== undefined) return found;
  const fingerprints = new Map<string, string>();
  const groups = new Map<string, readonly string[]>();
  for (const rule of compiled.rules) {
    const { id, group } = rule.rule;
    const before = group === null ? [] : (groups.get(group) ?? []);
    const fingerprint = fingerprintOf(rule, compiled.policy, before);
    fingerprints.set(id, fingerprint);
    if (group !== null) groups.set(group, [...before, fingerprint]);
  }
  known.set(compiled, fingerprints);
  return fingerprints;
}

/** The policy values that a rule reads, by pointer; only those that are there. */
export function readValuesOf({ condition }: CompiledRule, policy: JsonObject): ReadonlyMap<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  for (const pointer of condition?.policyReads ?? []) {
    const value = readPointer(policy, pointer);
    if (value !== undefined) values.set(pointer, value);
  }
  return values;
}

/** What each rule's condition reads of the input, by rule id: JSON Pointers. */
export function inputReadsOf({ rules }: CompiledPolicy): ReadonlyMap<string, readonly string[]> {
  return new Map(rules.map(({ rule, condition }) => [rule.id, condition?.inputReads ?? []]));
}

function fingerprintOf(compiled: CompiledRule, policy: JsonObject, before: readonly string[]): string {
  const { id, group, when, effect, approver, message, resolution, isEnabled } = compiled.rule;
  const sealed = {
    rule: { id, group, when, effect, approver, message, resolution, enabled: isEnabled },
    reads: [...readValuesOf(compiled, policy)],
    before,
  };
  return sha256Hex(`policytrail/rule/v1\n${canonicalJson(sealed, unlimited)}`);
}
