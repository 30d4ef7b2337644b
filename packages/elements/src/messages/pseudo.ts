import { tableEn } from './en/table.js';
import type { Messages } from './message-table.js';
import type { Speech } from './speech.js';

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  d: 'ð',
  e: 'é',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  k: 'ķ',
  l: 'ļ',
  n: 'ñ',
  o: 'ö',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'ú',
  w: 'ŵ',
  y: 'ý',
  A: 'Á',
  C: 'Ç',
  D: 'Ð',
  E: 'É',
  I: 'Í',
  N: 'Ñ',
  O: 'Ö',
  R: 'Ŕ',
  S: 'Š',
  T: 'Ţ',
  U: 'Ú',
  V: 'Ṽ',
};

/** English accented, a third longer and in brackets: text that was left in a template, or is cut off, shows at once. */
export function pseudoMessages(speech: Speech): Messages {
  const table = tableEn(speech);
  const pseudo = Object.entries(table).map(([element, messages]) => [element, mapMessages(messages)]);
  return Object.fromEntries(pseudo) as Messages;
}

function mapMessages(messages: object): object {
  return Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, accentMessage(message)]));
}

function accentMessage(message: unknown): unknown {
  if (typeof message === 'string') return accented(message);
  if (typeof message !== 'function') return message;
  return (...given: unknown[]) => accented(String(message(...given)));
}

function accented(text: string): string {
  const letters = text.replace(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter);
  return `[${letters}${'~'.repeat(Math.ceil(text.length / 3))}]`;
}
