import type { DecisionMessages } from './en/decision.js';
import type { DiffMessages } from './en/diff.js';
import type { HistoryMessages } from './en/history.js';
import type { RestoreMessages } from './en/restore.js';
import type { SettingsMessages } from './en/settings.js';
import type { SharedMessages } from './en/shared.js';
import type { Speech } from './speech.js';

/** Every word an element can say, by element. A message is a text, or a function from what it speaks of to a text. */
export interface Messages {
  readonly shared: SharedMessages;
  readonly diff: DiffMessages;
  readonly history: HistoryMessages;
  readonly restore: RestoreMessages;
  readonly settings: SettingsMessages;
  readonly decision: DecisionMessages;
}

/** Any part of the messages; what is missing is said in English. */
export type PartialMessages = { readonly [Element in keyof Messages]?: Partial<Messages[Element]> };

/**
 * The English of one element, by part: each brings what it says itself, and the words of the others are not loaded with it.
 * A part may be there in part, where another element's words are lent.
 */
export type EnglishParts = {
  readonly [Part in keyof Messages]?: (speech: Speech) => Partial<Messages[Part]>;
};

/** Makes messages in the words and numerals of a locale: `de-CH` counts otherwise than `de-DE`. */
export type MessageFactory = (speech: Speech) => PartialMessages;
