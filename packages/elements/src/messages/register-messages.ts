import type { EnglishParts, MessageFactory, Messages, PartialMessages } from './message-table.js';
import { type Speech, speechOf } from './speech.js';

const factories = new Map<string, MessageFactory[]>();
let tables = new WeakMap<EnglishParts, Map<string, Messages>>();

/**
 * Adds messages for a language (`de`) or one region of it (`de-CH`), over those added before. Keys that are missing are
 * said in English. Elements that are on the page take them at their next update.
 */
export function registerMessages(locale: string, messages: PartialMessages | MessageFactory): void {
  const key = locale.toLowerCase();
  const factory: MessageFactory = typeof messages === 'function' ? messages : () => messages;
  factories.set(key, [...(factories.get(key) ?? []), factory]);
  tables = new WeakMap();
}

/**
 * The messages for a locale, of the parts that are given in English: English, then those of its language, then those of its
 * region; `overrides` over all. Other parts are not in the table.
 */
export function messagesFor(locale: string, english: EnglishParts, overrides?: PartialMessages): Messages {
  const known = tables.get(english) ?? new Map<string, Messages>();
  tables.set(english, known);
  const table = known.get(locale) ?? composeTable(locale, english);
  known.set(locale, table);
  return overrides === undefined ? table : merge(table, overrides);
}

function composeTable(locale: string, english: EnglishParts): Messages {
  const added = prefixesOf(locale.toLowerCase()).flatMap((prefix) => factories.get(prefix) ?? []);
  const own = speechOf(locale);
  return added.map((factory) => factory(own)).reduce(merge, tableOf(english, speechOf(englishLocale(locale))));
}

function tableOf(english: EnglishParts, speech: Speech): Messages {
  const parts = Object.entries(english).map(([part, factory]) => [part, factory(speech)]);
  return Object.fromEntries(parts) as unknown as Messages;
}

// English words take English plurals and numerals.
function englishLocale(locale: string): string {
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
