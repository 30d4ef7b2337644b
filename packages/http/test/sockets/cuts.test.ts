import { createPolicyTrail, isPolicytrailError, memoryStore } from '@policytrail/core';
import { connectPolicyTrail, createPolicyTrailHandler, type RemotePolicyTrail } from '@policytrail/http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startProxyTo } from '../../../../tools/repo/cutting-proxy.mjs';
import { serve } from '../support/server.js';

const cuts = Number(process.env['PROVE_HTTP_CUTS'] ?? 100);

/**
 * Where a connection is cut: before the request went through, once it was answered, which nobody is told, or in the middle of the
 * answer.
 */
type Cut = 'before' | 'answered' | 'half';

async function startProxy(port: number) {
  const armed: Cut[] = [];
  let done = 0;
  const proxy = await startProxyTo({ host: '127.0.0.1', port }, (client, upstream) => {
    let how: Cut | undefined;
    const cut = (): void => {
      done += 1;
      client.resetAndDestroy();
      upstream.destroy();
    };
    client.on('data', (bytes) => {
      how = bytes.includes('POST /') ? armed.shift() : how;
      if (how === 'before') return cut();
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (how === undefined) return void client.write(bytes);
      if (how === 'answered') return cut();
      client.write(bytes.subarray(0, bytes.length - 20), cut);
    });
  });
  return {
    url: `http://127.0.0.1:${proxy.port}`,
    arm: (...kinds: readonly Cut[]) => armed.push(...kinds),
    cuts: () => done,
    close: proxy.close,
  };
}

type Save = (client: RemotePolicyTrail, index: number) => Promise<unknown>;

/** Saves once for each plan, whose answers are cut as it says, and tells what the trail holds then. */
async function tallyOf(plans: readonly (readonly Cut[])[], save: Save) {
  const trail = createPolicyTrail({ store: memoryStore() });
  const server = await serve(createPolicyTrailHandler({ trail, actor: () => 'ana' }));
  const proxy = await startProxy(server.port);
  const client = connectPolicyTrail(proxy.url, { wait: async () => undefined });
  let falseAcknowledgements = 0;
  for (const [index, plan] of plans.entries()) {
    proxy.arm(...plan);
    await save(client, index);
    if ((await trail.history('p', { limit: 1 })).head === undefined) falseAcknowledgements += 1;
  }
  const stored: number[] = [];
  for (let after = 0; ; ) {
    const { versions } = await trail.history('p', { after, limit: 500 });
    for (const { version } of versions.toReversed()) {
      stored.push(Number((await trail.version('p', version))?.policy['index']));
    }
    after = versions[0]?.version ?? after;
    if (versions.length === 0) break;
  }
  const { valid } = await trail.verify('p');
  const done = proxy.cuts();
  await client.close();
  await proxy.close();
  await server.close();
  return {
    duplicates: stored.length - new Set(stored).size,
    lost: plans.filter((_, index) => !stored.includes(index)).length,
    falseAcknowledgements,
    valid,
    done,
  };
}

const saving: Save = async (client, index) => {
  const { status, version } = await client.save('p', { index }, { allowUnchanged: true, expectedVersion: index });
  expect([status, version.version]).toEqual(['saved', index + 1]);
};

/** Sends what failed again as something new. */
const blindly: Save = async (client, index) => {
  try {
    await client.save('p', { index }, { allowUnchanged: true, requestId: `first-${index}` });
  } catch {
    await client.save('p', { index }, { allowUnchanged: true, requestId: `second-${index}` });
  }
};

const plan = fc.array(fc.constantFrom<Cut>('before', 'answered', 'half'), { minLength: 1, maxLength: 3 });

describe('answers to a save that are cut', () => {
  it(`double nothing and lose nothing (${cuts} cuts)`, { timeout: 600_000 }, async () => {
    const plans = fc.sample(plan, { seed: 20251001, numRuns: cuts });
    const expected = plans.reduce((sum, kinds) => sum + kinds.length, 0);
    const { done, ...tally } = await tallyOf(plans, saving);
    expect(tally).toEqual({ duplicates: 0, lost: 0, falseAcknowledgements: 0, valid: true });
    expect(done).toBe(expected);
    console.info(`${done} answers cut in ${plans.length} saves`);
  });

  it('are owned up to where no attempt is answered, and can be asked for again', { timeout: 60_000 }, async () => {
    const { duplicates, lost } = await tallyOf([['answered', 'before', 'half', 'before']], async (client, index) => {
      const request = { requestId: `mine-${index}` };
      const error = await client.save('p', { index }, request).catch((thrown: unknown) => thrown);
      expect(isPolicytrailError(error, 'outcome_unknown')).toBe(true);
      expect((await client.save('p', { index }, request)).status).toBe('already_saved');
    });
    expect({ duplicates, lost }).toEqual({ duplicates: 0, lost: 0 });
  });

  it('are found to double what is sent again as something new', { timeout: 60_000 }, async () => {
    const four: readonly Cut[] = ['answered', 'answered', 'answered', 'answered'];
    const { duplicates } = await tallyOf([four, four], blindly);
    expect(duplicates).toBe(2);
  });
});
