import type { Messages } from '../messages/message-table.js';

/** What values are put into words with. */
export interface FormatContext {
  /** BCP 47. */
  readonly locale: string;
  /** IANA, e.g. `Europe/Berlin`; undefined = the reader's own. */
  readonly timeZone?: string | undefined;
  readonly messages: Messages;
}
