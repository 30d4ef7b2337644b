import {
  memoryStore,
  type PolicyStore,
  PolicytrailError,
  type RecorderOptions,
  type Write,
  type WriteOutcome,
} from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../trail/kit.js';
import { wrapped } from '../trail/wrapped-store.js';
import { aPricedTrail, aQuotingTrail, rowsOf } from './kit.js';
import { aPolicy, aQuote } from './quoting.js';

/** A timer that fires when it is told to. */
function aTimer() {
  const waiting = new Set<() => void>();
  const timer: NonNullable<RecorderOptions['timer']> = (callback) => {
    waiting.add(callback);
    return () => waiting.delete(callback);
  };
  const fire = () => {
    for (const callback of [...waiting]) {
      waiting.delete(callback);
      callback();
    }
  };
  return { timer, fire, waiting };
}

/** How many evaluations each transaction of a store held. */
function counting(store: PolicyStore, append = store.append): { store: PolicyStore; batches: number[] } {
  const batches: number[] = [];
  return {
    batches,
    store: wrapped(store, {
      append(writes) {
        const size = writes.filter(({ kind }) => kind === 'evaluation').length;
        if (size > 0) batches.push(size);
        return append(writes);
      },
    }),
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

async function recording(options: RecorderOptions, append?: PolicyStore['append']) {
  const store = memoryStore();
  await aPricedTrail({ store });
  const counted = counting(store, append);
  const { trail } = aQuotingTrail({ store: counted.store });
  return { store, batches: counted.batches, trail, recorder: trail.evaluationRecorder(options) };
}

describe('a recorder', () => {
  it('records full batches at once, and the rest when its time has come', async () => {
    const { timer, fire, waiting } = aTimer();
    const { recorder, batches, store } = await recording({ batchSize: 3, timer });
    const calls = Array.from({ length: 7 }, (_, index) => recorder.evaluate('pricing', aQuote(), { id: `e-${index}` }));
    await Promise.all(calls.slice(0, 6));
    expect([batches, waiting.size]).toEqual([[3, 3], 1]);
    expect(await rowsOf(store)).toHaveLength(6);
    fire();
    expect((await calls[6])?.status).toBe('recorded');
    expect(batches).toEqual([3, 3, 1]);
  });

  it('acknowledges nothing before it is durable', async () => {
    let release: () => void = () => {};
    const store = memoryStore();
    const held: PolicyStore['append'] = async (writes) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return store.append(writes);
    };
    await aPricedTrail({ store });
    const { trail } = aQuotingTrail({ store: wrapped(store, { append: held }) });
    const recorder = trail.evaluationRecorder({ batchSize: 1 });
    let isAcknowledged = false;
    const call = recorder.evaluate('pricing', aQuote()).then(() => {
      isAcknowledged = true;
    });
    await settled();
    expect([isAcknowledged, await rowsOf(store)]).toEqual([false, []]);
    release();
    await call;
    expect(await rowsOf(store)).toHaveLength(1);
  });

  it('reads no more inputs than it may hold: the others wait their turn', async () => {
    const store = memoryStore();
    await aPricedTrail({ store });
    const releases: (() => void)[] = [];
    const append: PolicyStore['append'] = async (writes) => {
      await new Promise<void>((resolve) => void releases.push(resolve));
      return store.append(writes);
    };
    const { trail } = aQuotingTrail({ store: wrapped(store, { append }) });
    const recorder = trail.evaluationRecorder({ maxPending: 4, batchSize: 2 });
    const read = new Set<number>();
    const input = (index: number) => {
      const get = () => {
        read.add(index);
        return '18';
      };
      return Object.defineProperty({ ...aQuote() }, 'discountPct', { enumerable: true, get });
    };
    const calls = Array.from({ length: 10 }, (_, index) => recorder.evaluate('pricing', input(index)));
    const readAfter = async (release: boolean) => {
      if (release) releases.shift()?.();
      await settled();
      return read.size;
    };
    expect([await readAfter(false), await readAfter(false)]).toEqual([4, 4]);
    expect([await readAfter(true), await readAfter(true), await readAfter(true)]).toEqual([6, 8, 10]);
    expect(await Promise.race([Promise.all(calls), settled()])).toBeUndefined();
    for (let open = 2; open > 0; open -= 1) await readAfter(true);
    expect(await Promise.all(calls)).toHaveLength(10);
  });

  it('flushes what was asked for, waiting calls included', async () => {
    const { timer } = aTimer();
    const { recorder, store } = await recording({ maxPending: 3, batchSize: 3, timer });
    const calls = Array.from({ length: 8 }, () => recorder.evaluate('pricing', aQuote()));
    await recorder.flush();
    expect(await rowsOf(store)).toHaveLength(8);
    expect((await Promise.all(calls)).every(({ status }) => status === 'recorded')).toBe(true);
    await recorder.flush();
  });

  it('flushes as it closes, and takes nothing more', async () => {
    const { timer } = aTimer();
    const { recorder, store, trail } = await recording({ timer });
    const call = recorder.evaluate('pricing', aQuote());
    await recorder.close();
    expect((await call).status).toBe('recorded');
    expect(await codeOf(() => recorder.evaluate('pricing', aQuote()))).toBe('store_closed');
    await recorder.close();
    expect(await rowsOf(store)).toHaveLength(1);
    expect((await trail.evaluate('pricing', aQuote())).status).toBe('recorded');
  });

  it('rejects alone who can not be judged, or whose id stands for something else', async () => {
    const { recorder, trail, batches } = await recording({ batchSize: 6 });
    await trail.evaluate('pricing', aQuote({ discountPct: '7' }), { id: 'known' });
    const outcomes = await Promise.allSettled([
      recorder.evaluate('pricing', aQuote(), { id: 'a' }),
      recorder.evaluate('pricing', aQuote(), { id: 'known' }),
      recorder.evaluate('pricing', aQuote(), { version: 9 }),
      recorder.evaluate('nothing', aQuote() as never),
      recorder.evaluate('pricing', { discountPct: '1' } as never),
      recorder.evaluate('pricing', aQuote({ discountPct: '25' }), { id: 'b' }),
      recorder.flush(),
    ]);
    const codes = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'ok' : outcome.reason.code));
    expect(codes).toEqual([
      'ok',
      'idempotency_mismatch',
      'missing_version',
      'missing_version',
      'invalid_input',
      'ok',
      'ok',
    ]);
    expect(batches).toEqual([1, 3, 2]);
    expect((await trail.evaluations('pricing')).total).toBe(3);
  });

  it('rejects the callers of a batch that can not be stored, and none other', async () => {
    const store = memoryStore();
    let attempts = 0;
    const append: PolicyStore['append'] = async (writes) => {
      attempts += 1;
      if (attempts === 2) throw new PolicytrailError('store_unavailable', 'the store is away', { operation: 'append' });
      return store.append(writes);
    };
    await aPricedTrail({ store });
    const recorder = aQuotingTrail({ store: wrapped(store, { append }) }).trail.evaluationRecorder({ batchSize: 2 });
    const calls = Array.from({ length: 6 }, (_, index) => recorder.evaluate('pricing', aQuote(), { id: `e-${index}` }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    const ids = (await store.readEvaluations({ policyId: 'pricing', limit: 10 })).map(
      ({ evaluation }) => evaluation.id,
    );
    expect(ids).toEqual(['e-0', 'e-1', 'e-4', 'e-5']);
  });

  it.each(['before', 'after'] as const)(
    'asks once more with the same ids where the outcome is unknown, the fault %s the commit',
    async (moment) => {
      const store = memoryStore();
      let faults = 1;
      const append: PolicyStore['append'] = async (writes) => {
        const isFault = faults-- > 0;
        if (moment === 'after' || !isFault) {
          const outcomes = await store.append(writes);
          if (!isFault) return outcomes;
        }
        throw new PolicytrailError('outcome_unknown', 'the connection was cut', { operation: 'append' });
      };
      await aPricedTrail({ store });
      const { trail } = aQuotingTrail({ store: wrapped(store, { append }) });
      const recorder = trail.evaluationRecorder({ batchSize: 2 });
      const results = await Promise.all([
        recorder.evaluate('pricing', aQuote(), { id: 'a' }),
        recorder.evaluate('pricing', aQuote(), { id: 'b' }),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['recorded', 'recorded']);
      expect((await trail.evaluations('pricing')).total).toBe(2);
    },
  );

  it('asks no third time', async () => {
    let attempts = 0;
    const append: PolicyStore['append'] = async () => {
      attempts += 1;
      throw new PolicytrailError('outcome_unknown', 'the connection was cut', { operation: 'append' });
    };
    const { recorder } = await recording({ batchSize: 1 }, append);
    expect(await codeOf(() => recorder.evaluate('pricing', aQuote()))).toBe('outcome_unknown');
    expect(attempts).toBe(2);
  });

  it('judges by the policy as it is when the batch is, pins included', async () => {
    const { timer } = aTimer();
    const { recorder, trail } = await recording({ timer });
    await trail.pin('pricing', { type: 'quote', id: 'pinned' });
    const before = recorder.evaluate('pricing', aQuote());
    await recorder.flush();
    await trail.save('pricing', aPolicy({ maxDiscountPct: '15' }));
    const after = recorder.evaluate('pricing', aQuote());
    const pinned = recorder.evaluate('pricing', aQuote(), { subject: { type: 'quote', id: 'pinned' } });
    await recorder.flush();
    const versions = (await Promise.all([before, after, pinned])).map(({ evaluation }) => evaluation.policyVersion);
    expect(versions).toEqual([1, 2, 1]);
  });

  it.each([
    ['no room', { maxPending: 0 }],
    ['half a batch', { batchSize: 0.5 }],
    ['a delay without end', { maxDelayMilliseconds: Number.POSITIVE_INFINITY }],
    ['a timer that is none', { timer: 5 }],
  ])('is refused with %s', async (_, options) => {
    const { trail } = aQuotingTrail();
    expect(await codeOf(async () => trail.evaluationRecorder(options as never))).toBe('invalid_argument');
  });

  it('takes no dry run', async () => {
    const { recorder } = await recording({});
    expect(await codeOf(() => recorder.evaluate('pricing', aQuote(), { dryRun: true } as object))).toBe(
      'invalid_argument',
    );
  });
});

describe('a recorder under load, over a store that fails at random', () => {
  // A linear congruential generator: the same faults each time.
  function faultyStore(store: PolicyStore, seed: number): PolicyStore {
    let state = seed;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const append: PolicyStore['append'] = async (writes) => {
      await settled();
      const fault = random();
      if (fault < 0.1) throw new PolicytrailError('store_unavailable', 'away', { operation: 'append' });
      if (fault < 0.2) throw new PolicytrailError('outcome_unknown', 'cut before', { operation: 'append' });
      const outcomes = await store.append(writes);
      if (fault < 0.4) throw new PolicytrailError('outcome_unknown', 'cut after', { operation: 'append' });
      return outcomes;
    };
    return wrapped(store, { append });
  }

  function asAppended(write: Write): WriteOutcome {
    if (write.kind !== 'evaluation') return { kind: 'version', status: 'declined', head: undefined };
    return { kind: 'evaluation', status: 'appended', evaluation: write.evaluation };
  }

  async function load(seed: number, forgetful: boolean) {
    const store = memoryStore();
    await aPricedTrail({ store });
    const faulty = faultyStore(store, seed);
    // The broken twin acknowledges what it has not stored.
    const lying = wrapped(store, {
      append: (writes) => faulty.append(writes).catch(() => writes.map(asAppended)),
    });
    const { trail } = aQuotingTrail({ store: forgetful ? lying : faulty });
    const recorder = trail.evaluationRecorder({ maxPending: 20, batchSize: 7, maxDelayMilliseconds: 1 });
    const calls = Array.from({ length: 300 }, (_, index) =>
      recorder.evaluate('pricing', aQuote({ discountPct: String(index % 40) }), { id: `e-${index}` }),
    );
    const settling = Promise.allSettled(calls);
    await recorder.close();
    const outcomes = await settling;
    const stored = await store.readEvaluations({ policyId: 'pricing', limit: 1_000 });
    const hashes = new Map(stored.map(({ evaluation }) => [evaluation.id, evaluation.hash]));
    const acknowledged = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value.evaluation] : [],
    );
    const lost = acknowledged.filter(({ id, hash }) => hashes.get(id) !== hash);
    return { acknowledged, lost, rejected: 300 - acknowledged.length, trail: aQuotingTrail({ store }).trail };
  }

  it('loses nothing that it acknowledged', async () => {
    for (let seed = 1; seed <= Number(process.env['PROVE_RECORDER'] ?? 3); seed += 1) {
      const { acknowledged, lost, rejected, trail } = await load(seed, false);
      expect(lost).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(100);
      expect(rejected).toBeGreaterThan(0);
      expect((await trail.verifyAll()).problems).toEqual([]);
    }
  });

  it('would be found out if it did', async () => {
    const { lost } = await load(1, true);
    expect(lost.length).toBeGreaterThan(0);
  });
});
