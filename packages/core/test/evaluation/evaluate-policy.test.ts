import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../src/evaluation/compile/compile.js';
import { evaluatePolicy, policyEvaluator } from '../../src/evaluation/evaluate-policy.js';
import { canonicalJson } from '../../src/values/canonical/canonical-json.js';
import { lruMap } from '../../src/values/lru-map.js';
import { sha256Hex } from '../../src/values/sha256.js';
import { thrownBy } from '../policy/definition/schemas.js';
import { aPolicy, aRule, noon } from './builders.js';
import { aQuote, aQuotingPolicy, evaluatedAt, quoting } from './quoting.js';

describe('evaluatePolicy', () => {
  it('judges JSON by a policy without a definition', () => {
    expect(evaluatePolicy(aPolicy(), { amount: 25 }, { now: noon }).status).toBe('violation');
    expect(evaluatePolicy(aPolicy(), { amount: 20 }, { now: new Date(noon) }).status).toBe('approved');
  });

  it('checks policy and input by the definition', () => {
    const options = { now: evaluatedAt, definition: quoting };
    expect(
      evaluatePolicy(aQuotingPolicy({ maxDiscountPct: 20 }), { ...aQuote(), discountPct: 20.5 }, options),
    ).toMatchObject({
      violations: [{ thresholdValue: '20.00', actualValue: '20.50' }],
    });
    expect(thrownBy(() => evaluatePolicy(aQuotingPolicy({ other: 1 }), aQuote(), options)).code).toBe('invalid_policy');
    expect(thrownBy(() => evaluatePolicy(aQuotingPolicy(), {}, options)).code).toBe('invalid_input');
  });

  it('judges a valid input the same without checking it again', () => {
    const evaluator = policyEvaluator(aQuotingPolicy(), { definition: quoting });
    const quote = aQuote();
    expect(evaluator.evaluateValid(quote, evaluatedAt)).toEqual(evaluator.evaluate(quote, evaluatedAt));
  });

  it('refuses a policy that could not be saved', () => {
    const judge = (rule: object) =>
      thrownBy(() => evaluatePolicy(aPolicy([aRule({ ...rule })]), {}, { now: noon })).code;
    expect(judge({ when: 'input.a >' })).toBe('invalid_expression');
    expect(judge({ effect: 'block' })).toBe('invalid_policy');
    expect(thrownBy(() => evaluatePolicy([], {}, { now: noon })).code).toBe('invalid_argument');
  });

  it('refuses an instant that is none', () => {
    expect(thrownBy(() => evaluatePolicy(aPolicy(), {}, { now: 'today' })).code).toBe('invalid_argument');
  });

  it('changes neither the policy nor the input', () => {
    const [policy, input] = [aPolicy(), { amount: 25 }];
    evaluatePolicy(policy, input, { now: noon });
    expect([policy, input]).toEqual([aPolicy(), { amount: 25 }]);
  });
});

describe('policyEvaluator', () => {
  it('judges many inputs by one policy, whatever becomes of it later', () => {
    const policy = { cap: 20, rules: [aRule()] };
    const { evaluate } = policyEvaluator(policy);
    policy.cap = 30;
    expect([19, 25].map((amount) => evaluate({ amount }, noon).status)).toEqual(['approved', 'violation']);
  });
});

describe('compiled policies', () => {
  it('are made once for the same content under the same definition', () => {
    const policy = aQuotingPolicy({ dealValueLimit: '77' });
    const hash = sha256Hex(canonicalJson(policy));
    let reads = 0;
    const read = () => {
      reads += 1;
      return policy;
    };
    const first = compilePolicy(read, hash, quoting.document);
    expect(compilePolicy(read, hash, structuredClone(quoting.document))).toBe(first);
    expect(reads).toBe(1);
    expect(compilePolicy(read, hash, undefined)).not.toBe(first);
  });

  it('are forgotten by the longest unused', () => {
    const map = lruMap<number>(2, 100);
    map.set('a', 1, 10);
    map.set('b', 2, 10);
    expect(map.get('a')).toBe(1);
    map.set('c', 3, 10);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
  });

  it('are forgotten where they are too large together, but for the newest', () => {
    const map = lruMap<number>(10, 100);
    map.set('a', 1, 40);
    map.set('b', 2, 40);
    map.set('b', 3, 50);
    expect([map.get('a'), map.get('b')]).toEqual([1, 3]);
    map.set('c', 4, 60);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, undefined, 4]);
    map.set('d', 5, 1_000);
    map.set('e', 6, 100);
    expect([map.get('c'), map.get('d'), map.get('e')]).toEqual([undefined, undefined, 6]);
  });
});
