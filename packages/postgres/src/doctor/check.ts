import type { DoctorCheck } from '@policytrail/core';
import { type Finding, failed } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { Session } from '../driver/session.js';
import { statement } from '../driver/statement.js';
import { joinedScope, transact } from '../driver/transaction.js';

/** What a check asks: the first rows of a statement. */
export type Look = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
export type Row = Readonly<Record<string, unknown>>;

/** One thing to look at. */
export interface Check {
  readonly id: string;
  readonly look: (look: Look) => Promise<Finding>;
}

/** Looks; a failing database fails a check, instead of breaking the report or the application's transaction. */
export async function runCheck(connection: Connection, session: Session, check: Check): Promise<DoctorCheck> {
  try {
    return { id: check.id, ...(await lookWithin(connection, session, check)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'the database did not answer';
    return { id: check.id, ...failed(`could not be checked: ${reason}`) };
  }
}

/** The first column of each row. */
export function texts(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => String(Object.values(row)[0]));
}

async function lookWithin({ scope }: Connection, session: Session, { look }: Check): Promise<Finding> {
  const work = (inside: Session): Promise<Finding> =>
    look(async (sql, values) => (await inside.query(statement(sql), values)).rows as readonly Row[]);
  if (scope === 'own') return work(session);
  const { result } = await transact(session, joinedScope, { work, isWorthKeeping: () => false });
  return result;
}
