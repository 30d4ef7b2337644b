/** Seeded JSON values that look for trouble: odd keys, every kind of double, text from all of Unicode. */
export function* randomDocuments(count: number, seed: number): Generator<unknown> {
  const next = randomBits(seed);
  for (let made = 0; made < count; made += 1) yield value(next, 5);
}

type Bits = () => number;

// mulberry32, 32 bits at a time
function randomBits(seed: number): Bits {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const keys = [
  'id',
  'name',
  'rules',
  'when',
  '__proto__',
  'constructor',
  'toString',
  'toJSON',
  'hasOwnProperty',
  'length',
];
const characters = [
  '"',
  '\\',
  '/',
  '\n',
  '\u0001',
  '\u001f',
  '\u007f',
  '\u0080',
  'é',
  'ß',
  '\u2028',
  '€',
  '\ufb33',
  '\uffff',
  '😀',
  '𐀀',
];

function value(next: Bits, depth: number): unknown {
  const kind = next() % (depth === 0 ? 6 : 10);
  if (kind < 2) return number(next);
  if (kind < 5) return text(next, 24);
  if (kind === 5) return [null, true, false][next() % 3];
  if (kind < 8) return Array.from({ length: next() % 5 }, () => value(next, depth - 1));
  return object(next, depth);
}

function object(next: Bits, depth: number): object {
  const result = {};
  for (let members = next() % (next() % 20 === 0 ? 40 : 7); members > 0; members -= 1) {
    const member = { value: value(next, depth - 1), writable: true, enumerable: true, configurable: true };
    Object.defineProperty(result, key(next), member);
  }
  return result;
}

function key(next: Bits): string {
  const kind = next() % 4;
  if (kind === 0) return `${next() % 120}`;
  return kind === 1 ? text(next, 6) : (keys[next() % keys.length] ?? '');
}

function text(next: Bits, length: number): string {
  let result = '';
  for (let left = next() % length; left > 0; left -= 1) {
    const isPlain = next() % 8 > 0;
    result += isPlain ? String.fromCharCode(97 + (next() % 26)) : characters[next() % characters.length];
  }
  return result;
}

function number(next: Bits): number {
  const kind = next() % 4;
  if (kind === 0) return (next() % 2_000_001) - 1_000_000;
  if (kind === 1) return (next() % 1_000_000) / 100;
  const anyDouble = new Float64Array(new Uint32Array([next(), next()]).buffer)[0] ?? 0;
  return Number.isFinite(anyDouble) ? anyDouble : -0;
}
