import type { WriteOutcome } from '@policytrail/core';
import { type Connection, withinPatience } from '../driver/connection.js';
import type { Session } from '../driver/session.js';
import type { Statement } from '../driver/statement.js';

/** Looks whether what an append meant to write is there, after its answer was lost. */
export async function findStored(
  session: Session,
  connection: Connection,
  outcomes: readonly WriteOutcome[],
): Promise<'stored' | 'absent'> {
  for (const outcome of outcomes) {
    if (outcome.status === 'appended' && !(await isStored(session, connection, outcome))) return 'absent';
  }
  return 'stored';
}

async function isStored(session: Session, connection: Connection, outcome: WriteOutcome): Promise<boolean> {
  const { write } = connection;
  const has = async (statement: Statement, keys: readonly unknown[], hash: string): Promise<boolean> => {
    const { rows } = await session.query(statement, keys, withinPatience(connection));
    return (rows[0] as { readonly hash: string } | undefined)?.hash === hash;
  };
  switch (outcome.kind) {
    case 'version': {
      if (outcome.status === 'declined') return true;
      const { policyId, requestId, hash } = outcome.version;
      return has(write.versionHash, [policyId, requestId], hash);
    }
    case 'pin': {
      const { policyId, subject, hash } = outcome.pin;
      const keys = [policyId, subject.type, subject.id, subject.version].map((key) => [key]);
      return has(write.pins, keys, hash);
    }
    case 'evaluation': {
      const { policyId, id, hash } = outcome.evaluation;
      return has(write.evaluationHash, [policyId, id], hash);
    }
    case 'review': {
      const last = outcome.reviews.at(-1);
      if (last === undefined) return true;
      return has(write.reviewHash, [last.policyId, last.evaluationId, last.sequence], last.hash);
    }
    case 'erasure': {
      const { policyId, evaluationId, hash } = outcome.erasure;
      return has(write.erasureHash, [policyId, evaluationId], hash);
    }
  }
}
