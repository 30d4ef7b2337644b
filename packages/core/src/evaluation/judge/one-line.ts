import type { JsonValue } from '../../values/json.js';

const lineBreak = /[\r\n\u0085\u2028\u2029]/;

/** Text on one line: line breaks and the spaces around them become one space. */
export function oneLine(text: string): string {
  return lineBreak.test(text) ? text.replace(/\s*[\r\n\u0085\u2028\u2029]\s*/g, ' ').trim() : text;
}

/** Whether any text in a value holds a line break. */
export function holdsLineBreak(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return lineBreak.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsLineBreak);
}
