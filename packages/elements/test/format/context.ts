import type { FormatContext } from '../../src/format/format-context.js';
import { ar } from '../../src/locales/ar.js';
import { de } from '../../src/locales/de.js';
import { wholeEnglish } from '../../src/messages/en/table.js';
import { messagesFor, registerMessages } from '../../src/messages/register-messages.js';

registerMessages('de', de);
registerMessages('ar', ar);

export function contextOf(locale: string): FormatContext {
  return { locale, timeZone: 'UTC', messages: messagesFor(locale, wholeEnglish) };
}

export const english: FormatContext = contextOf('en-US');
