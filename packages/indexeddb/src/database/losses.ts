import type { Instant } from '@policytrail/core';

/** When a browser threw a site's data away, and why, in its own words. */
export interface DataLoss {
  readonly at: Instant;
  readonly reason: string;
}

/** What Chromium adds to the event, https://github.com/w3c/IndexedDB/issues/30. */
interface TellingEvent extends IDBVersionChangeEvent {
  readonly dataLoss?: 'none' | 'total';
  readonly dataLossMessage?: string;
}

/**
 * Keeps, in the database that is being made, what the browser threw away before it; undefined where it says nothing. Chromium
 * does so where it finds the site's data damaged, and tells only the first database that is opened afterwards.
 */
export function keepLoss(upgrade: IDBTransaction, event: IDBVersionChangeEvent): DataLoss | undefined {
  const { dataLoss, dataLossMessage = '' }: TellingEvent = event;
  if (dataLoss !== 'total') return undefined;
  const loss = { at: new Date().toISOString(), reason: dataLossMessage };
  upgrade.objectStore('losses').add(loss, loss.at);
  return loss;
}
