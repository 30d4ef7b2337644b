import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { expect, it } from 'vitest';
import { remoteOperations } from '../../src/operations/operations.js';
import { answers } from '../../src/schemas/answers/answers.js';
import { aClock, connected, countedSalts, fetchFrom, stepIds } from '../support/connected.js';
import { operationAt } from '../support/operation-at.js';
import { pricing } from '../support/pricing.js';
import { play, type Stage, scripts } from './scenarios.js';

const definitions = [pricing];
const authorize = () => true;

function inProcess(): Stage {
  const clock = aClock();
  const ids = stepIds();
  const newSalt = countedSalts();
  const trail = createPolicyTrail({ store: memoryStore(), clock, newId: ids.newId, newSalt, definitions, authorize });
  return { trail: trail.as('ana'), clock, ids };
}

/** A trail over HTTP; every answer in JSON must be what its schema says, and nothing more. */
function overHttp(): Stage & { readonly answered: ReadonlySet<string> } {
  const answered = new Set<string>();
  const ids = stepIds();
  const { client, clock, handler } = connected({
    trail: { definitions, authorize, newId: ids.newId },
    client: {
      newId: ids.newId,
      async fetch(url, init) {
        const response = await fetchFrom(handler)(url, init);
        const operation = operationAt(url, init);
        if (operation === undefined) throw new Error(`no operation at ${url}`);
        if (response.ok) {
          answered.add(operation);
          const body: unknown = answers[operation] === null ? undefined : await response.clone().json();
          if (body !== undefined) answers[operation]?.parse(body);
        }
        return response;
      },
    },
  });
  return { trail: client, clock, ids, answered };
}

it.each(Object.entries(scripts))('%s are the same in process and over HTTP', async (_, script) => {
  const here = await play(script, inProcess());
  const there = await play(script, overHttp());
  for (const [index, outcome] of here.entries()) {
    expect({ index, outcome: comparable(there[index]) }).toEqual({ index, outcome: comparable(outcome) });
  }
});

it('hears an answer to every operation, as its schema says', async () => {
  const heard = new Set<string>();
  for (const script of Object.values(scripts)) {
    const stage = overHttp();
    await play(script, stage);
    for (const operation of stage.answered) heard.add(operation);
  }
  expect(remoteOperations.filter((name) => !heard.has(name))).toEqual(['watch']);
});

// What a schema refuses before the trail is asked has words and a place of its own; the code is the trail's.
function comparable(outcome: unknown): unknown {
  const { error } = outcome as { error?: { code: string } };
  return error?.code === 'invalid_argument' ? { error: { code: 'invalid_argument' } } : outcome;
}
