import { tableEn } from './en/table.js';
import type { MessageFactory, Messages, PartialMessages } from './message-table.js';
import { speechOf } from './speech.js';

const factories = new Map<string, MessageFactory[]>();
const tables = new Map<string, Messages>();

/**
 * Adds messages for a language (`de`) or one region of it (`de-CH`), over those added before. Keys that are missing are
 * said in English. Elements that are on the page take them at their next update.
 */
export function registerMessages(locale: string, messages: PartialMessages | MessageFactory): void {
  const key = locale.toLowerCase();
  const factory: MessageFactory = typeof messages === 'function' ? messages : () => messages;
  factories.set(key, [...(factories.get(key) ?? []), factory]);
  tables.clear();
}

/** The messages for a locale: English, then those of its language, then those of its region; `overrides` over all. */
export function messagesFor(locale: string, overrides?: PartialMessages): Messages {
  const table = tables.get(locale) ?? composeTable(locale);
  tables.set(locale, table);
  return overrides === undefined ? table : merge(table, overrides);
}

function composeTable(locale: string): Messages {
  const added = prefixesOf(locale.toLowerCase()).flatMap((prefix) => factories.get(prefix) ?? []);
  const own = speechOf(locale);
  return added.map((factory) => factory(own)).reduce(merge, tableEn(speechOf(english(locale))));
}

// English words take English plurals and numerals.
function english(locale: string): string {
  return locale.toLowerCase().startsWith('en') ? locale : 'en';
}

/** `zh`, `zh-hant`, `zh-hant-tw` of the last. */
function prefixesOf(locale: string): readonly string[] {
  const parts = locale.split('-');
  return parts.map((_, index) => parts.slice(0, index + 1).join('-'));
}

function merge(table: Messages, over: PartialMessages): Messages {
  const merged = Object.entries(table).map(([element, messages]) => [
    element,
    { ...messages, ...over[element as keyof Messages] },
  ]);
  return Object.fromEntries(merged) as unknown as Messages;
}
