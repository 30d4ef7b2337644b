import type { DoctorCheck, DoctorReport } from '../../storage/port.js';
import type { TrailContext } from '../context.js';

const toleratedMilliseconds = 5 * 60 * 1000;
const pageSize = 500;

/** What the store says of itself, and whether the clock and the trail agree. */
export async function doctor(context: TrailContext): Promise<DoctorReport> {
  const report = await context.store.doctor();
  return { ...report, checks: [...report.checks, await checkClock(context)] };
}

// A head from the future keeps every later version in the future, too.
async function checkClock({ store, clock }: TrailContext): Promise<DoctorCheck> {
  const now = clock();
  const latest = Date.parse(now) + toleratedMilliseconds;
  for (let after: string | undefined; ; ) {
    const query = { limit: pageSize, includeInternal: true };
    const { policies } = await store.listPolicies(after === undefined ? query : { ...query, after });
    const ahead = policies.find(({ changedAt }) => Date.parse(changedAt) > latest);
    if (ahead !== undefined) {
      const message = `the newest version of \`${ahead.policyId}\` is from ${ahead.changedAt}, but the clock says ${now}`;
      return { id: 'clock', status: 'warning', message };
    }
    after = policies.at(-1)?.policyId;
    if (policies.length < pageSize) break;
  }
  return { id: 'clock', status: 'ok', message: 'no version is more than 5 minutes ahead of the clock' };
}
