import type { Random } from '../../random.js';

/** Decimal texts in plain notation, up to 34 digits: everyday figures, and what a shortcut through floats gets wrong. */
const notable = [
  ...['0', '1', '2', '3', '5', '10', '15', '18', '20', '25', '30', '100', '1000', '-1', '-20', '-0.01'],
  ...['0.1', '0.2', '0.3', '0.7', '1.1', '2.2', '3.3', '0.01', '0.05', '1.005', '1.015', '2.675', '0.125', '0.0001'],
  ...['999999999999999', '1000000000000000', '1000000000000001', '999999999999999.9', '-1000000000000000'],
  ...['9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740993', '90071992547409.91'],
  ...['9007199254740991.5', '4503599627370497.5', '123456789012345678901234567890.1234', '0.30000000000000004'],
  ...['9999999999999999999999999999999999', '0.9999999999999999999999999999999999', '1152921504606846976'],
  ...['0.0000000000000000000000000000000001', '0.000000001', '0.00000000123456789', '1000000000000000000000'],
];
const steps = ['0.1', '0.01', '0.001', '0.000001', '1', '1000000'];
// Between two floats, mostly.
const tinySteps = [
  '0.0000000000001',
  '0.0000000000000001',
  '0.00000000000000000001',
  '0.000000000000000000000000000001',
];

/** Text of a decimal in plain notation; often one of `near`, or a step beside it. */
export function randomDecimal(random: Random, near: readonly string[] = []): string {
  if (near.length > 0 && random.chance(0.4))
    return random.chance(0.6) ? random.pick(near) : beside(random, random.pick(near));
  if (random.chance(0.35)) return random.pick(notable);
  if (random.chance(0.1)) return beside(random, random.pick(notable));
  const whole = String(random.below(random.pick([2, 30, 30, 1_000, 1_000_000])));
  const places = random.pick([0, 0, 1, 2, 2, 4, 10]);
  const fraction = Array.from({ length: places }, () => random.below(10)).join('');
  return `${random.chance(0.15) ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The same value written in another way that decimal text allows: `20` as `20.00`, `0020`, `2e1`. */
export function rewritten(random: Random, text: string): string {
  switch (random.below(6)) {
    case 0:
      return text.includes('.') ? `${text}00`.slice(0, 36) : `${text}.00`.slice(0, 37);
    case 1:
      return text.includes('.') ? text : `${text}.0`;
    case 2:
      return text === '0' && random.chance(0.5) ? '-0' : text;
    default:
      return text;
  }
}

/** One of `text` plus or minus a step, made with integers only. */
function beside(random: Random, text: string): string {
  const step = random.pick(random.chance(0.5) ? steps : tinySteps);
  const places = Math.max(placesOf(text), placesOf(step));
  const units = unitsOf(text, places) + unitsOf(step, places) * (random.chance(0.5) ? 1n : -1n);
  const sum = fromUnits(units, places);
  return sum.replace(/[-.]|^-?0\.0*/g, '').length > 34 ? text : sum;
}

function placesOf(text: string): number {
  return text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
}

function unitsOf(text: string, places: number): bigint {
  return BigInt(text.replace('.', '') + '0'.repeat(places - placesOf(text)));
}

function fromUnits(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${places === 0 ? '' : `.${digits.slice(point)}`}`;
}
