import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { aTrail, codeOf, failureOf, inDays, start } from '../trail/kit.js';
import { wrapped } from '../trail/wrapped-store.js';
import { aPricedTrail, aQuotingTrail, rowsOf, storedOf } from './kit.js';
import { aPolicy, aQuote, pricing, quote } from './quoting.js';

describe('an evaluation', () => {
  it('records what was decided, by which version, with threshold and actual value', async () => {
    const { trail, store } = await aPricedTrail();
    const { status, evaluation, effective } = await trail.evaluate('pricing', aQuote({ discountPct: '25' }), {
      subject: quote,
      by: 'bo',
    });
    expect(status).toBe('recorded');
    expect(evaluation).toMatchObject({
      policyId: 'pricing',
      id: 'id-2',
      subject: { type: 'quote', id: 'Q-123', version: '3' },
      policyVersion: 1,
      policyLabel: 'v1.2.0',
      policyTitle: 'Q1 2026 Pricing Policy',
      status: 'violation',
      evaluatedAt: start,
      by: { id: 'bo' },
      supersedes: null,
      trigger: 'request',
      engine: 'policytrail-rules/1',
      input: { discountPct: '25.00', marginPct: '25.00', dealValue: '5000.00' },
      erased: null,
    });
    expect(evaluation.decision?.violations).toEqual([
      expect.objectContaining({
        ruleId: 'discount-cap-manager',
        ruleName: 'Maximum Discount',
        severity: 'blocking',
        thresholdValue: '20.00',
        actualValue: '25.00',
        message: 'Discount 25.00% exceeds 20.00% maximum',
        suggestedResolution: 'Request sales manager approval',
        requiredApproval: 'sales_manager',
      }),
    ]);
    expect(evaluation.decision?.appliedRules.find(({ ruleId }) => ruleId === 'discount-cap-manager')).toMatchObject({
      section: 'Pricing Policy 4.2',
      description: 'No discount may exceed the cap without approval',
      outcome: 'violated',
    });
    expect(effective).toMatchObject({ allowed: false, approval: { status: 'pending', approvers: ['sales_manager'] } });
    expect(await trail.evaluation('pricing', evaluation.id)).toEqual({ ...evaluation, reviews: [], effective });
    expect((await storedOf(store, evaluation.id)).hash).toBe(evaluation.hash);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('asks the VP, not the manager, for 35%', async () => {
    const { trail } = await aPricedTrail();
    const { evaluation } = await trail.evaluate('pricing', aQuote({ discountPct: '35' }));
    expect(evaluation.decision?.violations.map(({ requiredApproval }) => requiredApproval)).toEqual(['vp_finance']);
  });

  it('goes by the version in force at the clock, and never before the version was there', async () => {
    const { trail, clock } = await aPricedTrail();
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }), { effectiveAt: inDays(1) });
    expect((await trail.evaluate('pricing', aQuote())).evaluation).toMatchObject({
      policyVersion: 1,
      evaluatedAt: start,
    });
    clock.set(inDays(1));
    expect((await trail.evaluate('pricing', aQuote())).evaluation).toMatchObject({
      policyVersion: 2,
      status: 'violation',
      evaluatedAt: inDays(1),
    });
    clock.set(inDays(-5));
    expect((await trail.evaluate('pricing', aQuote())).evaluation).toMatchObject({
      policyVersion: 1,
      evaluatedAt: start,
    });
  });

  it('goes by the pin of its subject, whatever is in force, and by a version that is named before all', async () => {
    const { trail, clock } = await aPricedTrail();
    await trail.pin('pricing', quote);
    clock.set(inDays(1));
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const versionOf = async (options: object) =>
      (await trail.evaluate('pricing', aQuote(), options)).evaluation.policyVersion;
    expect(await versionOf({ subject: quote })).toBe(1);
    expect(await versionOf({ subject: { ...quote, version: 4 } })).toBe(2);
    expect(await versionOf({})).toBe(2);
    expect(await versionOf({ subject: quote, version: 2 })).toBe(2);
  });

  it('is refused where its version is missing: no other takes its place', async () => {
    const { trail, store } = await aPricedTrail();
    const nothing = await failureOf(() => aQuotingTrail().trail.evaluate('pricing', aQuote()));
    expect([nothing.code, nothing.details]).toEqual(['missing_version', { policyId: 'pricing', at: start }]);
    const unknown = await failureOf(() => trail.evaluate('pricing', aQuote(), { version: 7 }));
    expect([unknown.code, unknown.details]).toEqual(['missing_version', { policyId: 'pricing', version: 7 }]);
    await trail.pin('pricing', quote);
    const gone = aQuotingTrail({ store: wrapped(store, { readVersion: async () => undefined }) }).trail;
    const pinned = await failureOf(() => gone.evaluate('pricing', aQuote(), { subject: quote }));
    expect([pinned.code, pinned.details]).toEqual(['missing_version', { policyId: 'pricing', version: 1 }]);
    expect(await rowsOf(store)).toEqual([]);
  });

  it('is refused by a policy that was changed in the store', async () => {
    const { trail, store } = await aPricedTrail();
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15.01' }));
    const readHead: typeof store.readHead = async (policyId) => {
      const head = await store.readHead(policyId);
      if (head === undefined) return undefined;
      const policyJson = head.latest.policyJson.replace('15.01', '95.01');
      return { ...head, latest: { ...head.latest, policyJson } };
    };
    const { trail: touched } = aQuotingTrail({ store: wrapped(store, { readHead }) });
    expect(await codeOf(() => touched.evaluate('pricing', aQuote()))).toBe('trail_corrupt');
  });

  it('takes the input as it is when asked, whatever becomes of it later', async () => {
    const { trail } = await aPricedTrail();
    const input = { ...aQuote() };
    const pending = trail.evaluate('pricing', input);
    input.discountPct = '99';
    expect((await pending).evaluation).toMatchObject({ status: 'approved', input: { discountPct: '18.00' } });
  });

  it.each([
    ['a field of the wrong type', { ...aQuote(), discountPct: true }, '/discountPct'],
    ['a field that is missing', { discountPct: '1', marginPct: '1' }, '/dealValue'],
    ['a field that nobody knows', { ...aQuote(), discont: '1' }, '/discont'],
  ])('is refused for %s, named, and nothing is recorded', async (_, input, path) => {
    const { trail, store } = await aPricedTrail();
    const error = await failureOf(() => trail.evaluate('pricing', input as never));
    expect(error.code).toBe('invalid_input');
    expect(JSON.stringify(error.details)).toContain(path);
    expect(await rowsOf(store)).toEqual([]);
  });

  it('is checked by the stored definition where the host has none', async () => {
    const { store, trail } = await aPricedTrail();
    const host = aTrail({ store, newId: () => 'other' }).trail;
    const { evaluation } = await host.evaluate('pricing', aQuote({ discountPct: '25' }));
    expect(evaluation).toMatchObject({ schema: { name: 'pricing' }, input: { discountPct: '25.00' } });
    expect(evaluation.decision?.violations[0]).toMatchObject({ thresholdValue: '20.00', actualValue: '25.00' });
    expect(await codeOf(() => host.evaluate('pricing', { discountPct: 'much' }))).toBe('invalid_input');
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('judges JSON as it is where there is no definition at all', async () => {
    const { trail } = aTrail();
    const rules = [{ id: 'cap', name: 'Cap', when: 'input.amount > policy.cap', effect: 'deny' }];
    await trail.save('limits', { cap: 0.3, rules });
    const { evaluation } = await trail.evaluate('limits', { amount: 0.30000000000000004 });
    expect(evaluation).toMatchObject({ status: 'violation', schema: null });
    expect((await trail.evaluate('limits', { amount: '0.2' })).evaluation.status).toBe('indeterminate');
  });

  it('stores the definition it names, also where no version was saved under it', async () => {
    const store = memoryStore();
    const { trail: plain } = aTrail({ store, newId: () => 'first' });
    await plain.save('pricing', { ...aPolicy() });
    const { trail } = aQuotingTrail({ store });
    const { evaluation } = await trail.evaluate('pricing', aQuote());
    expect(evaluation.schema?.name).toBe('pricing');
    expect(await trail.definitionOf(evaluation)).toMatchObject({ name: 'pricing' });
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it.each([
    ['an id with a line break', { id: 'a\nb' }],
    ['a version that is no number of one', { version: 0 }],
    ['a subject without an id', { subject: { type: 'quote', id: '' } }],
    ['nobody', { by: '' }],
  ])('is refused for %s', async (_, options) => {
    const { trail } = await aPricedTrail();
    expect(await codeOf(() => trail.evaluate('pricing', aQuote(), options))).toBe('invalid_argument');
  });

  it('is refused for a salt that is no 32 bytes, and for a policy of Policytrail itself', async () => {
    const { trail } = await aPricedTrail({ newSalt: () => 'salt' });
    expect(await codeOf(() => trail.evaluate('pricing', aQuote()))).toBe('invalid_argument');
    expect(await codeOf(() => trail.evaluate('~schema/pricing', aQuote()))).toBe('invalid_argument');
  });
});

describe('an evaluation asked for again with its id', () => {
  it('answers with the record, which is left as it is, also after the policy moved', async () => {
    const { trail, store, clock } = await aPricedTrail();
    const first = await trail.evaluate('pricing', aQuote(), { id: 'e-1', subject: quote, by: 'bo' });
    const before = await rowsOf(store);
    clock.set(inDays(1));
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const again = await trail.evaluate('pricing', aQuote(), { id: 'e-1', subject: quote, by: 'bo' });
    expect(again).toEqual({ ...first, status: 'already_recorded' });
    expect(await rowsOf(store)).toEqual(before);
  });

  it.each([
    ['another input', aQuote({ discountPct: '19' }), {}],
    ['another subject', aQuote(), { subject: { ...quote, version: 4 } }],
    ['another version', aQuote(), { version: 2 }],
    ['another actor', aQuote(), { by: 'cy' }],
  ])('is refused for %s', async (_, input, options) => {
    const { trail, store } = await aPricedTrail();
    await trail.evaluate('pricing', aQuote(), { id: 'e-1', subject: quote, by: 'bo' });
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const before = await rowsOf(store);
    const call = () => trail.evaluate('pricing', input, { id: 'e-1', subject: quote, by: 'bo', ...options });
    const error = await failureOf(call);
    expect([error.code, error.details]).toEqual([
      'idempotency_mismatch',
      { policyId: 'pricing', requestId: 'e-1', version: 1, evaluationId: 'e-1' },
    ]);
    expect(await rowsOf(store)).toEqual(before);
  });
});

describe('a dry run', () => {
  it('says what would be recorded, and records nothing', async () => {
    const { trail, store } = await aPricedTrail();
    const { status, evaluation } = await trail.evaluate('pricing', aQuote({ discountPct: '25' }), { dryRun: true });
    expect([status, evaluation.status]).toEqual(['not_recorded', 'violation']);
    expect(await rowsOf(store)).toEqual([]);
  });

  it('answers with the record where the id is known', async () => {
    const { trail } = await aPricedTrail();
    await trail.evaluate('pricing', aQuote(), { id: 'e-1' });
    expect((await trail.evaluate('pricing', aQuote(), { id: 'e-1', dryRun: true })).status).toBe('already_recorded');
    const other = () => trail.evaluate('pricing', aQuote({ discountPct: '1' }), { id: 'e-1', dryRun: true });
    expect(await codeOf(other)).toBe('idempotency_mismatch');
  });
});

describe('many evaluations', () => {
  it('are recorded in one transaction, in order', async () => {
    const { trail, store } = await aPricedTrail();
    const transactions: number[] = [];
    const append: typeof store.append = (writes) => {
      transactions.push(writes.filter(({ kind }) => kind === 'evaluation').length);
      return store.append(writes);
    };
    const { trail: counted } = aQuotingTrail({ store: wrapped(store, { append }), newId: () => 'unused' });
    const results = await counted.evaluateMany([
      { policyId: 'pricing', input: aQuote(), id: 'a' },
      { policyId: 'pricing', input: aQuote({ discountPct: '25' }), id: 'b', subject: quote },
      { policyId: 'pricing', input: aQuote(), id: 'a' },
    ]);
    expect(results.map(({ status, evaluation }) => `${evaluation.id} ${status} ${evaluation.status}`)).toEqual([
      'a recorded approved',
      'b recorded violation',
      'a already_recorded approved',
    ]);
    expect(transactions).toEqual([3]);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it.each([
    ['an input is refused', { input: { discountPct: '1' } }, 'invalid_input'],
    ['a version is missing', { version: 9 }, 'missing_version'],
    ['an id stands for something else', { id: 'known' }, 'idempotency_mismatch'],
    ['one is to be a dry run', { dryRun: true }, 'invalid_argument'],
  ])('are none at all where %s', async (_, fault, code) => {
    const { trail, store } = await aPricedTrail();
    await trail.evaluate('pricing', aQuote({ discountPct: '7' }), { id: 'known' });
    const before = await rowsOf(store);
    const requests = [
      { policyId: 'pricing', input: aQuote() },
      { policyId: 'pricing', input: aQuote(), ...fault },
    ];
    expect(await codeOf(() => trail.evaluateMany(requests as never))).toBe(code);
    expect(await rowsOf(store)).toEqual(before);
  });
});

describe('the list of evaluations', () => {
  async function listed() {
    const kit = await aPricedTrail();
    for (const [index, discountPct] of ['18', '25', '35', '19'].entries()) {
      kit.clock.set(inDays(index));
      await kit.trail.evaluate('pricing', aQuote({ discountPct }), {
        id: `e-${index}`,
        subject: { type: 'quote', id: `Q-${index % 2}`, version: index },
      });
    }
    return kit.trail;
  }

  it('is newest first, in pages, with the total', async () => {
    const trail = await listed();
    const first = await trail.evaluations('pricing', { limit: 3 });
    expect([first.evaluations.map(({ id }) => id), first.total]).toEqual([['e-3', 'e-2', 'e-1'], 4]);
    const [, , last] = first.evaluations;
    const rest = await trail.evaluations('pricing', { limit: 3, before: last! });
    expect(rest.evaluations.map(({ id }) => id)).toEqual(['e-0']);
  });

  it.each([
    ['subject, all of its versions', { subject: { type: 'quote', id: 'Q-1' } }, ['e-3', 'e-1']],
    ['one version of a subject', { subject: { type: 'quote', id: 'Q-1', version: 1 } }, ['e-1']],
    ['status', { status: 'violation' as const }, ['e-2', 'e-1']],
    ['violated rule', { ruleId: 'discount-cap-vp' }, ['e-2']],
    ['version', { policyVersion: 2 }, []],
    ['time', { from: inDays(1), to: new Date(inDays(3)) }, ['e-2', 'e-1']],
  ])('is narrowed by %s', async (_, filter, ids) => {
    const { evaluations, total } = await (await listed()).evaluations('pricing', { filter });
    expect([evaluations.map(({ id }) => id), total]).toEqual([ids, ids.length]);
  });

  it.each([
    ['a limit of 0', { limit: 0 }],
    ['a status that there is not', { filter: { status: 'waived' } }],
    ['a time that is none', { filter: { from: 'yesterday' } }],
  ])('refuses %s', async (_, query) => {
    expect(await codeOf(async () => (await listed()).evaluations('pricing', query as never))).toBe('invalid_argument');
  });
});

it('is the same through a view of the trail', async () => {
  const { store } = await aPricedTrail();
  const trail = createPolicyTrail({ store, clock: () => start })
    .of(pricing)
    .as('ana');
  const { evaluation } = await trail.evaluate('pricing', aQuote({ discountPct: '25' }), { subject: quote });
  expect([evaluation.by, evaluation.decision?.violations[0]?.actualValue]).toEqual([{ id: 'ana' }, '25.00']);
  const { reviews } = await trail.approve('pricing', evaluation.id);
  expect(reviews[0]?.by).toEqual({ id: 'ana' });
  await trail.erase('pricing', quote);
  expect((await trail.evaluation('pricing', evaluation.id))?.erased?.erasedBy).toEqual({ id: 'ana' });
});
