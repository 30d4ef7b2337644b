import { invalidArgument, PolicytrailError } from '../error.js';
import { appendPointer } from '../json-pointer.js';
import { isPlainObject, type Level } from './level.js';

/** An `invalid_argument` that says where in a value, and in which line of its text, something is wrong. */
export function refusalAt(
  place: { readonly path: string; readonly line?: number },
  problem: string,
): PolicytrailError<'invalid_argument'> {
  const { path, line } = place;
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  const value = shown === '' ? 'the value' : `the value at \`${shown}\``;
  return invalidArgument(`${value}${line === undefined ? '' : ` in line ${line}`} ${problem}`, place);
}

/** For a value that JSON cannot say; `levels` are those around it. */
export function unsayable(levels: readonly Level[], value: unknown): PolicytrailError {
  return refusal(levels, `is ${value === undefined ? 'undefined' : kindOf(value)}`);
}

/** For a value whose accessor, or whose proxy, threw as it was read. */
export function unreadable(levels: readonly Level[], cause: unknown): PolicytrailError {
  const { message, details } = refusal(levels, "can't be read: see the cause");
  return new PolicytrailError('invalid_argument', message, details, { cause });
}

export function tooDeep(levels: readonly Level[], value: unknown, maxDepth: number): PolicytrailError {
  return refusal(levels, isCyclic(levels, value) ? 'holds itself' : `is nested deeper than ${maxDepth} levels`);
}

export function tooLarge(levels: readonly Level[], value: unknown, maxBytes: number): PolicytrailError {
  return isCyclic(levels, value) ? refusal(levels, 'holds itself') : refusal([], `is larger than ${maxBytes} bytes`);
}

function isCyclic(levels: readonly Level[], value: unknown): boolean {
  return new Set([...levels.map(({ container }) => container), value]).size <= levels.length;
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'text with U+0000 or a lone surrogate';
  if (typeof value === 'number') return numberKind(value);
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  if (Array.isArray(value)) return 'an array with holes, further properties or a class of its own';
  return isPlainObject(value)
    ? 'an object with a symbol as key or a hidden member'
    : 'neither a plain object nor an array';
}

function numberKind(value: number): string {
  return Number.isFinite(value) ? 'an integer beyond 2^53-1: write it as decimal text' : `${value}`;
}

function refusal(levels: readonly Level[], problem: string): PolicytrailError<'invalid_argument'> {
  const path = levels.reduce((path, { shape, next }) => appendPointer(path, shape?.keys[next - 1] ?? next - 1), '');
  return refusalAt({ path }, problem);
}
