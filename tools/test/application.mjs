/** An application of core, to be bundled: does the task it is started with, and prints what came of it. */
import { renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createPolicyTrail, detectImport, isPolicytrailError, memoryStore, PolicytrailError } from '@policytrail/core';

const now = '2026-01-01T00:00:00.000Z';
const subject = { type: 'quote', id: 'Q-1' };
const rule = (/** @type {number} */ most) => ({
  id: 'limit',
  name: 'Limit',
  when: `input.total > ${most}`,
  effect: 'deny',
});

function openTrail() {
  return createPolicyTrail({ store: memoryStore(), clock: () => now });
}

const tasks = { everything, offline };
console.log(JSON.stringify(await tasks[/** @type {keyof typeof tasks} */ (process.argv[2])]()));

async function everything() {
  const trail = openTrail();
  await trail.save('pricing', { rules: [rule(10)] });
  await trail.evaluate('pricing', { total: 11 }, { subject, id: 'first' });
  await trail.save('pricing', { rules: [rule(20)] });
  const { source } = await trail.explain('pricing', subject);
  const { stale } = await trail.stale('pricing');
  const { supersedes } = await trail.reevaluate('pricing', subject, { id: 'second' });
  const { erased } = await trail.erase('pricing', subject);
  const { valid } = await trail.verifyAll();
  const found = await detectImport(trail.exportArchive());
  const { policies, versions, evaluations } = await openTrail().importArchive(found.source);
  const line = JSON.stringify({ policyId: 'pricing', policy: { a: 1 }, createdAt: now });
  const { saved } = await openTrail().importHistory(new TextEncoder().encode(`${line}\n`));
  const refusal = await trail.verify('').catch((error) => error);
  return {
    explained: source,
    stale: stale.length,
    superseded: supersedes === 'first',
    erased,
    valid,
    kind: found.kind,
    imported: { policies, versions: versions.appended, evaluations: evaluations.appended },
    history: saved,
    sameError: refusal instanceof PolicytrailError,
  };
}

async function offline() {
  const trail = openTrail();
  const parts = fileURLToPath(new URL('./parts', import.meta.url));
  renameSync(parts, `${parts}-away`);
  const refused = await trail.verify('pricing').catch(told);
  const refusedStream = await trail.exportArchive().getReader().read().catch(told);
  renameSync(`${parts}-away`, parts);
  return { refused, refusedStream, afterwards: (await trail.verify('pricing')).valid };
}

/** @param {unknown} error */
function told(error) {
  if (!isPolicytrailError(error, 'store_unavailable')) throw error;
  return [error.code, error.details.operation, /** @type {{ code: string }} */ (error.cause).code];
}
