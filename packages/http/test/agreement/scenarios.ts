import { isPolicytrailError, type PolicyTrail } from '@policytrail/core';
import type { StepIds, TestClock } from '../support/connected.js';
import { outcomeOf } from '../support/outcome.js';
import { aPricing } from '../support/pricing.js';

/** What a scenario has at hand: a trail, wherever it is, and the clock of its store. */
export interface Stage {
  readonly trail: PolicyTrail;
  readonly clock: TestClock;
  /** Ids begin anew with each call: what is refused early takes none on one side, and one on the other. */
  readonly ids: StepIds;
}

/** Each call's answer or error, in order. */
export type Script = (stage: Stage) => readonly (() => unknown)[];

export const awkwardId = 'pricing/team a/ü?&=%2F+#..\\~日本 💶';
const id = 'pricing/q';
const quote = { type: 'quote', id: 'Q-123', version: 3 };
const run = { type: 'run', id: 'run/1 &?' };

/** All that a trail does, as lists of calls. */
export const scripts: Readonly<Record<string, Script>> = {
  'saves, dry runs and refusals to save': ({ trail, clock }) => [
    () => trail.save(id, aPricing(20), { changeNotes: 'Initial policy', expectedVersion: 0, label: 'v1', title: 'T' }),
    () => trail.save(id, aPricing('15.5'), { dryRun: true }),
    () => trail.save(id, aPricing('15.5'), { expectedVersion: 1, requestId: 'mine' }),
    () => trail.save(id, aPricing('15.5'), { expectedVersion: 1, requestId: 'mine' }),
    () => trail.save(id, aPricing('14'), { requestId: 'mine' }),
    () => trail.save(id, aPricing('15.50')),
    () => trail.save(id, aPricing('15.50'), { allowUnchanged: true, changeNotes: 'ü 💶\n"quoted"' }),
    () => trail.save(id, aPricing(10), { expectedVersion: 1 }),
    () => trail.save(id, aPricing(10), { label: 'v1' }),
    () => trail.save(id, aPricing(-1)),
    () => trail.save(id, { ...aPricing(1), unknown: true }),
    () => trail.save(id, aPricing(1, { rules: [{ id: 'r', when: 'input.nothing >' }] })),
    () => trail.save(id, aPricing(1), { by: 'somebody-else' }),
    () => trail.save('~mine', {}),
    () => trail.save('', {}),
    () => trail.save('x'.repeat(201), {}),
    () => trail.save('free', { n: 2 ** 53 }),
    () => trail.save('free', { n: undefined } as never),
    () => trail.save('free', { at: new Date(0) } as never),
    () => trail.save('free', [] as never),
    () => trail.save('free', { text: '\u0000' }),
    () => trail.save('free', { text: '\ud800' }),
    () => trail.save('free', JSON.parse('{"__proto__":{"a":1},"constructor":{"b":2},"1":[null,true,-0,1e21,0.1]}')),
    () => trail.save(id, aPricing(5), { effectiveAt: '2025-10-09T10:00:00+02:00', changeNotes: 'planned' }),
    () => trail.save(id, aPricing(6), { effectiveAt: new Date('2025-10-08T10:00:00Z') }),
    () => trail.save(id, aPricing(6), { effectiveAt: '2020-01-01T00:00:00.000Z' }),
    () => trail.planned(id),
    () => trail.withdraw(id, 4, { changeNotes: 'not now' }),
    () => trail.withdraw(id, 1),
    () => clock.set('2025-10-08T12:00:00.000Z'),
    () => trail.current(id),
    () =>
      trail.saveMany([
        { policyId: id, policy: aPricing(9), requestId: 'mine-2' },
        { policyId: 'other', policy: {} },
      ]),
    () =>
      trail.saveMany([
        { policyId: 'other', policy: { a: 1 } },
        { policyId: id, policy: aPricing(8), expectedVersion: 1 },
      ]),
    () => trail.saveMany([]),
  ],

  'reads of versions': ({ trail }) => [
    () => trail.history(awkwardId),
    () => trail.current(awkwardId),
    () => trail.save(awkwardId, aPricing(20), { label: 'v 1/ü', title: 'Q1' }),
    () => trail.save(awkwardId, aPricing(15, { note: 'new' }), { changeNotes: 'Reduced' }),
    () => trail.save(awkwardId, aPricing(10)),
    () => trail.history(awkwardId),
    () => trail.history(awkwardId, { limit: 1 }),
    () => trail.history(awkwardId, { before: 3, limit: 1 }),
    () => trail.history(awkwardId, { after: 0, limit: 2 }),
    () => trail.history(awkwardId, { filter: { text: 'reduced', author: 'ana', field: '/note' } }),
    () => trail.history(awkwardId, { filter: { from: '2025-10-01T10:00:00.001Z' } }),
    () => trail.history(awkwardId, { limit: 0 }),
    () => trail.history(awkwardId, { limit: 501 }),
    () => trail.history(awkwardId, { before: 1.5 }),
    () => trail.history(awkwardId, { after: -1 }),
    () => trail.version(awkwardId, 2),
    () => trail.version(awkwardId, 4),
    () => trail.version(awkwardId, 0),
    () => trail.version(awkwardId, Number.NaN),
    () => trail.version('\ud800', 1),
    () => trail.version(undefined as never, 1),
    () => trail.labelled(awkwardId, 'v 1/ü'),
    () => trail.labelled(awkwardId, 'v2'),
    () => trail.inForce(awkwardId, '2025-10-01T10:00:00.000Z'),
    () => trail.inForce(awkwardId, new Date('2025-09-01T00:00:00Z')),
    () => trail.inForce(awkwardId, 'yesterday'),
    () => trail.inForce(awkwardId, new Date(Number.NaN)),
    () => trail.diff(awkwardId, 1, 2),
    () => trail.diff(awkwardId, 1, 9),
    () => trail.diff('nowhere', 1, 2),
    () => trail.restore(awkwardId, 1, { expectedVersion: 3 }),
    () => trail.restore(awkwardId, 1, { expectedVersion: 3 }),
    () => trail.restore(awkwardId, 2, { dryRun: true }),
    () => trail.restore(awkwardId, 77),
    () => trail.policies(),
    () => trail.policies({ prefix: 'pricing/', limit: 1, includeInternal: true }),
    () => trail.policies({ includeInternal: true, after: 'pricing' }),
    () => trail.permissions(awkwardId),
    () => trail.planned(awkwardId),
    async () => trail.definitionOf((await trail.version(awkwardId, 1)) ?? { schema: null }),
    () => trail.definitionOf({ schema: null }),
    () => trail.definitionOf({ schema: { name: 'pricing', contentHash: 'a'.repeat(64) } }),
    () => trail.history('~schema/pricing'),
  ],

  pins: ({ trail }) => [
    () => trail.pin(id, run),
    () => trail.pinned(id, run),
    () => trail.save(id, aPricing(20)),
    () => trail.pin(id, run),
    () => trail.save(id, aPricing(10)),
    () => trail.pin(id, run),
    () => trail.pin(id, quote),
    () => trail.pinned(id, run),
    () => trail.pinned(id, quote),
    () => trail.pinned(id, { ...quote, version: '3' }),
    () => trail.pinned(id, { ...quote, version: 4 }),
    () => trail.pinned(id, { ...quote, version: 1.5 }),
    () => trail.pin(id, { type: '', id: 'x' }),
    () => trail.pin(id, { type: 'run' } as never),
  ],

  'evaluations, explanations and reviews': ({ trail, clock }) => [
    () => trail.evaluate(id, { discountPct: 25 }, { subject: quote }),
    () => trail.save(id, aPricing(20), { label: 'v1.2.0', title: 'Q1 2026 Pricing Policy' }),
    () => trail.evaluate(id, { discountPct: 18 }, { subject: { type: 'quote', id: 'Q-1' }, id: 'e-1' }),
    () => trail.evaluate(id, { discountPct: 18 }, { subject: { type: 'quote', id: 'Q-1' }, id: 'e-1' }),
    () => trail.evaluate(id, { discountPct: 19 }, { subject: { type: 'quote', id: 'Q-1' }, id: 'e-1' }),
    () => trail.evaluate(id, { discountPct: '25' }, { subject: quote, id: 'e-2' }),
    () => trail.evaluate(id, { discountPct: 25 }, { dryRun: true }),
    () => trail.evaluate(id, { discountPct: 'many' }),
    () => trail.evaluate(id, {}),
    () => trail.evaluate('free', undefined),
    () => trail.evaluate('free', { at: new Date(0) }),
    () => trail.evaluate(id, { discountPct: 1 }, { version: 9 }),
    () =>
      trail.evaluateMany([
        { policyId: id, input: { discountPct: 1 }, id: 'e-3' },
        { policyId: id, input: { discountPct: -1 }, subject: run },
      ]),
    () => trail.evaluateMany([{ policyId: id, input: { discountPct: 2 }, id: 'e-3' }]),
    () => trail.evaluation(id, 'e-2'),
    () => trail.evaluation(id, 'nothing'),
    () => trail.explain(id, quote),
    () => trail.explain(id, { type: 'quote', id: 'Q-9' }),
    () => trail.explain(id, { type: 'quote', id: 'Q-9' }, { input: { discountPct: 21 } }),
    () => trail.approve(id, 'e-2', { as: 'sales_manager', reason: 'good customer', upTo: 26, requestId: 'r-1' }),
    () => trail.approve(id, 'e-2', { as: 'sales_manager', reason: 'good customer', upTo: 26, requestId: 'r-1' }),
    () => trail.approve(id, 'e-2', { as: 'sales_manager', reason: 'another', upTo: 26, requestId: 'r-1' }),
    () => trail.approve(id, 'e-1'),
    () => trail.approve(id, 'nothing'),
    () => trail.revoke(id, 'e-2'),
    () => trail.reject(id, 'e-2', {} as never),
    () => trail.reject(id, 'e-2', { reason: 'no', ruleIds: ['cap'] }),
    () => trail.waive(id, 'e-2', { reason: 'this once', expiresAt: new Date('2025-12-01T00:00:00Z') }),
    () => clock.set('2025-10-02T10:00:00.000Z'),
    () => trail.save(id, aPricing('15')),
    () => trail.explain(id, quote, { at: '2025-10-01T12:00:00.000Z' }),
    () => trail.explain(id, { type: 'quote', id: 'Q-1' }, { evaluationId: 'e-1' }),
    () => trail.stale(id),
    () => trail.stale(id, { limit: 1 }),
    async () => trail.stale(id, { limit: 1, before: (await trail.stale(id, { limit: 1 })).next ?? undefined } as never),
    () => trail.reevaluate(id, quote),
    () => trail.reevaluate(id, { type: 'quote', id: 'Q-1' }, { input: { discountPct: 10 }, trigger: 'schedule' }),
    () => trail.reevaluate(id, { type: 'quote', id: 'Q-9' }),
    () => trail.evaluations(id),
    () => trail.evaluations(id, { limit: 2, filter: { status: 'violation', ruleId: 'cap', policyVersion: 1 } }),
    () => trail.evaluations(id, { filter: { subject: quote, from: new Date(0), to: '2026-01-01T00:00:00.000Z' } }),
    async () => {
      const { evaluations } = await trail.evaluations(id, { limit: 2 });
      const { evaluatedAt = '', id: last = '' } = evaluations.at(-1) ?? {};
      return trail.evaluations(id, { before: { evaluatedAt, id: last } });
    },
    () => trail.evaluations(id, { filter: { status: 'nonsense' } as never }),
    () => trail.erase(id, { type: 'quote', id: 'Q-1' }, { reason: 'asked for' }),
    () => trail.erase(id, { type: 'quote', id: 'Q-1' }),
    () => trail.evaluate(id, { discountPct: 30 }, { id: 'nobody' }),
    () => trail.erase(id, null, { evaluationId: 'nobody', reason: 'asked for' }),
    () => trail.erase(id, null, { evaluationId: 'e-1' }),
    () => trail.erase(id, null),
    () => trail.evaluation(id, 'nobody'),
    () => trail.evaluation(id, 'e-1'),
  ],

  'proofs and archives': ({ trail }) => [
    () => trail.save(id, aPricing(20)),
    () => trail.save(awkwardId, aPricing(10)),
    () => trail.pin(id, run),
    () => trail.evaluate(id, { discountPct: 30 }, { subject: run, id: 'e-1' }),
    () => trail.verify(id),
    () => trail.verify('nowhere'),
    () => trail.verify(id, { checkpoint: { version: 1, hash: 'a'.repeat(64) } }),
    () => trail.verifyAll(),
    () => trail.verifyAll({ checkpoints: { [awkwardId]: { version: 9, hash: 'b'.repeat(64) } } }),
    () => trail.doctor(),
    () => textOf(trail.exportArchive({ gzip: false })),
    () => textOf(trail.exportArchive({ gzip: false, policyIds: [awkwardId] })),
    () => textOf(trail.exportArchive({ policyIds: ['nowhere'], gzip: false })),
    async () => trail.importArchive(await bytesOf(trail.exportArchive())),
    async () => trail.importArchive(trail.exportArchive({ gzip: false })),
    () => trail.importArchive(bytes('nonsense')),
    () => trail.importArchive(new Uint8Array()),
    async () => trail.importArchive(await bytesOf(trail.exportArchive({ gzip: false })), { maxBytes: 100 }),
    () =>
      trail.importHistory(bytes(line('imported', { a: 1 }) + line('imported', { a: 2 }) + line('imported', { a: 2 }))),
    () => trail.importHistory(bytes(line('imported', { a: 1 }))),
    () => trail.importHistory(bytes(line('imported', { a: 3 })), { allowUnchanged: true }),
    () => trail.importHistory(bytes('{"policyId":1}\n')),
    () => trail.history('imported'),
  ],

  'options and names that are not known': ({ trail }) => [
    () => trail.save(id, aPricing(1), { expectedVersoin: 1 } as never),
    () => trail.save(id, aPricing(1), { policyId: 'another' } as never),
    () => trail.history(id, { filter: { colour: 'red' } } as never),
    () => trail.evaluate(id, {}, { policy: {} } as never),
    () => trail.restore(id, 1, { effectiveAt: '2026-01-01T00:00:00.000Z' } as never),
    () => trail.pin(id, run, 'ana' as never),
    () => trail.save(id, aPricing(1), { requestId: 'ü' }),
    () => trail.save(id, aPricing(1), { requestId: '' }),
    () => trail.save(id, aPricing(1), { label: 'x'.repeat(101) }),
    () => trail.as('ana').save(id, aPricing(1)),
    () => trail.as('ana').pin(id, run),
  ],
};

/** What all calls of a script come to. */
export async function play(script: Script, stage: Stage): Promise<readonly unknown[]> {
  const outcomes: unknown[] = [];
  for (const step of script(stage)) {
    stage.ids.nextStep();
    outcomes.push(await outcomeOf(step));
  }
  return outcomes;
}

function line(policyId: string, policy: object): string {
  const createdAt = '2025-09-01T00:00:00.000Z';
  return `${JSON.stringify({ policyId, policy, createdAt, createdBy: 'legacy', changeNotes: null })}\n`;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<readonly string[]> {
  try {
    return new TextDecoder().decode(await bytesOf(stream)).split('\n');
  } catch (error) {
    // What a stream fails with a Response may wrap.
    if (error instanceof Error && isPolicytrailError(error.cause)) throw error.cause;
    throw error;
  }
}
