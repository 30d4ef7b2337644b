import { Fault } from '../failure.js';
import type { Duration } from './value.js';

const grammar = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:h|ms|m|s|us|µs|ns))+$/;
const part = /(\d*)(?:\.(\d*))?(h|ms|m|s|us|µs|ns)/g;
const units: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  µs: 1_000n,
  ns: 1n,
};
const longest = 315_576_000_000_000_000_000n;
const longestText = 100;

/** `1h30m`, `-1.5s`, `250ms`, `0`: to the nanosecond, at most 10,000 years. Undefined for other text. */
export function parseDuration(text: string): Duration | undefined {
  if (text === '0') return { nanoseconds: 0n };
  if (text.length > longestText || !grammar.test(text)) return undefined;
  let nanoseconds = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(part)) {
    const scale = units[unit] ?? 0n;
    nanoseconds += BigInt(whole || '0') * scale + (BigInt(fraction || '0') * scale) / 10n ** BigInt(fraction.length);
  }
  const outcome = durationOf(text.startsWith('-') ? -nanoseconds : nanoseconds);
  return outcome instanceof Fault ? undefined : outcome;
}

export function durationOf(nanoseconds: bigint): Duration | Fault {
  if (nanoseconds <= longest && nanoseconds >= -longest) return { nanoseconds };
  return new Fault('out_of_range', 'a duration is longer than 10,000 years');
}

/** In seconds: `5400s`, `-1.5s`. */
export function durationText({ nanoseconds }: Duration): string {
  const digits = `${nanoseconds < 0n ? -nanoseconds : nanoseconds}`.padStart(10, '0');
  const fraction = digits.slice(-9).replace(/0+$/, '');
  return `${nanoseconds < 0n ? '-' : ''}${digits.slice(0, -9)}${fraction === '' ? '' : `.${fraction}`}s`;
}
