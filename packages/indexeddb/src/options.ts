import { PolicytrailError } from '@policytrail/core';
import type { DataLoss } from './database/losses.js';

export interface IndexedDbOptions {
  /** How long opening may take, where another tab stands in the way; 1 to 600,000, default 10,000. */
  readonly openTimeoutMilliseconds?: number;
  /** Called when another tab keeps an older version of the database open, so that the user can be asked to close it. */
  readonly onBlocked?: () => void;
  /**
   * Called when the browser says that it found this site's data damaged and threw all of it away: what the store held is
   * gone, so import it from an archive. Chromium says so, once, to the first database that is opened afterwards; `doctor`
   * says so from then on.
   */
  readonly onDataLoss?: (loss: DataLoss) => void;
  /**
   * What to do where the browser offers no IndexedDB: reject, or keep everything in memory, where it is forgotten with the
   * page; `doctor` says so. Default `refuse`.
   */
  readonly whenUnavailable?: 'refuse' | 'memory';
}

const known: readonly (keyof IndexedDbOptions)[] = [
  'openTimeoutMilliseconds',
  'onBlocked',
  'onDataLoss',
  'whenUnavailable',
];
const longestTimeoutMilliseconds = 600_000;

/** The options with their defaults. Throws `invalid_argument` where one is unknown or can't be. */
export function checkedOptions(name: string, options: IndexedDbOptions): Required<IndexedDbOptions> {
  if (typeof name !== 'string' || name === '') throw invalid('name', 'the name of a database must be text');
  if (typeof options !== 'object' || options === null) throw invalid('options', 'the options must be an object');
  const stranger = Object.keys(options).find((option) => !(known as readonly string[]).includes(option));
  if (stranger !== undefined) {
    throw invalid(stranger, `openIndexedDbStore has no option \`${stranger}\`; it takes ${known.join(', ')}`);
  }
  const { openTimeoutMilliseconds = 10_000, onBlocked = () => undefined } = options;
  const { onDataLoss = () => undefined, whenUnavailable = 'refuse' } = options;
  const isTime = Number.isSafeInteger(openTimeoutMilliseconds) && openTimeoutMilliseconds >= 1;
  if (!isTime || openTimeoutMilliseconds > longestTimeoutMilliseconds) {
    const message = `openTimeoutMilliseconds must be a whole number from 1 to ${longestTimeoutMilliseconds}`;
    throw invalid('openTimeoutMilliseconds', message);
  }
  for (const [option, callback] of Object.entries({ onBlocked, onDataLoss })) {
    if (typeof callback !== 'function') throw invalid(option, `${option} must be a function`);
  }
  if (whenUnavailable !== 'refuse' && whenUnavailable !== 'memory') {
    throw invalid('whenUnavailable', 'whenUnavailable must be one of refuse, memory');
  }
  return { openTimeoutMilliseconds, onBlocked, onDataLoss, whenUnavailable };
}

function invalid(argument: string, message: string): PolicytrailError {
  return new PolicytrailError('invalid_argument', message, { argument });
}
