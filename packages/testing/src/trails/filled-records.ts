import type { PolicyStore, StoredEvaluation } from '@policytrail/core';
import { anErasure } from '../samples/erasure.js';
import { aDecision, anEvaluation } from '../samples/evaluation.js';
import { reviewsOf } from '../samples/review.js';
import { aVersion } from '../samples/version.js';
import { erasing, recording, reviewing, storing } from '../samples/writes.js';

const agent = { id: 'agent', kind: 'service', name: 'Agent', onBehalfOf: { id: 'ana', name: 'Ana' } };

const first = aVersion({ policyId: 'p', label: 'v1', title: 'First' });
const second = aVersion({ after: first });

/** `a` says all that an evaluation can, `b` as little as it can, `c` is erased, `d` takes the place of `a`. */
const [a, b, c, d]: readonly [StoredEvaluation, StoredEvaluation, StoredEvaluation, StoredEvaluation] = [
  anEvaluation(first, {
    id: 'a',
    by: agent,
    schema: { name: 'pricing', contentHash: 'a'.repeat(64) },
    decision: aDecision(['cap', 'margin']),
  }),
  anEvaluation(first, { id: 'b', by: null, subject: null }),
  anEvaluation(first, { id: 'c', decision: aDecision(['cap']) }),
  anEvaluation(second, { id: 'd', supersedes: 'a', trigger: 'policy' }),
];

/** Two versions of `p`; the four evaluations; three reviews of `a`, one of `b`. */
export async function fillRecords(store: PolicyStore): Promise<void> {
  const said = [
    { by: agent, reason: 'fair', expiresAt: '2027-01-01T00:00:00.000Z' },
    { verdict: 'revoked', as: null, by: null, upTo: null } as const,
    { verdict: 'waived' } as const,
  ];
  const [one, ...more] = reviewsOf(a, 3, undefined, (sequence) => said[sequence - 1] ?? {});
  const [only] = reviewsOf(b, 1);
  if (one === undefined || only === undefined) throw new Error('there are reviews');
  await store.append([storing(first), storing(second), ...[a, b, c, d].map(recording)]);
  await store.append([reviewing(one, ...more), reviewing(only)]);
  await store.append([erasing(anErasure(c, { erasedBy: agent, reason: 'asked for' }))]);
}
