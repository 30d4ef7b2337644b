import fc from 'fast-check';
import jsonPatch, { type Operation } from 'fast-json-patch';
import { describe, expect, it } from 'vitest';
import { diffPolicies } from '../../../src/policy/diff/diff.js';
import { type JsonPatchOperation, toJsonPatch } from '../../../src/policy/diff/json-patch.js';
import { canonicalJson } from '../../../src/values/canonical/canonical-json.js';
import type { JsonValue } from '../../../src/values/json.js';
import { randomPair } from './random-policies.js';

const numRuns = Number(process.env['PROVE_DIFFS'] ?? 500);
const timeout = 60_000 + 20 * numRuns;

function patchedByOthers(before: JsonValue, operations: readonly JsonPatchOperation[]): JsonValue {
  const patch = structuredClone(operations) as unknown as Operation[];
  return jsonPatch.applyPatch(structuredClone(before) as object, patch, true, true, false).newDocument as JsonValue;
}

// fast-json-patch takes `__proto__` for the prototype even where its ban is lifted.
const renamed = (value: JsonValue): JsonValue => JSON.parse(JSON.stringify(value).replaceAll('__proto__', '_proto_'));

type Export = typeof toJsonPatch;

function rebuildsEveryPolicy(exported: Export): void {
  const property = fc.property(fc.integer(), (seed) => {
    const pair = randomPair(seed);
    const [before, after] = [renamed(pair.before), renamed(pair.after)];
    const operations = exported(before, diffPolicies(before, after));
    expect(canonicalJson(patchedByOthers(before, operations))).toBe(canonicalJson(after));
  });
  fc.assert(property, { seed: 20251003, numRuns });
}

describe('toJsonPatch', () => {
  it('makes the later policy of the earlier one by an independent RFC 6902 implementation', { timeout }, () => {
    rebuildsEveryPolicy(toJsonPatch);
  });

  it('would show operations in the wrong order', () => {
    expect(() => rebuildsEveryPolicy((before, changes) => toJsonPatch(before, changes).toReversed())).toThrow(
      /Property failed/,
    );
  });

  it('writes one operation a change', () => {
    const before = { rules: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, max: 1 })) };
    const after = { rules: ['e', 'x', 'b', 'c', 'a'].map((id) => ({ id, max: id === 'a' ? 2 : 1 })) };
    const changes = diffPolicies(before, after);
    expect(toJsonPatch(before, changes)).toEqual([
      { op: 'remove', path: '/rules/3' },
      { op: 'move', from: '/rules/3', path: '/rules/0' },
      { op: 'add', path: '/rules/1', value: { id: 'x', max: 1 } },
      { op: 'move', from: '/rules/2', path: '/rules/4' },
      { op: 'replace', path: '/rules/4/max', value: 2 },
    ]);
    expect(changes).toHaveLength(5);
  });

  it('carries `__proto__` as an ordinary name', () => {
    const after = JSON.parse('{"__proto__":1}') as JsonValue;
    expect(toJsonPatch({}, diffPolicies({}, after))).toEqual([{ op: 'add', path: '/__proto__', value: 1 }]);
  });

  it('replaces the whole where the kinds differ', () => {
    expect(toJsonPatch([], diffPolicies([], {}))).toEqual([{ op: 'replace', path: '', value: {} }]);
  });
});
