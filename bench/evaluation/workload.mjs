// What every contender judges: rules over eight fields, each an `and` or an `or` of one to three comparisons of which
// some are `in` lists, and about 30% of them violated; and inputs, all different.
import { randomFrom } from '../random.mjs';

const violatedShare = 0.3;
/** Decimals are counted in hundredths: whole numbers, so that the reference below is exact without any library. */
export const fields = {
  discountPct: { kind: 'decimal', from: 0, to: 60_00 },
  marginPct: { kind: 'decimal', from: -10_00, to: 50_00 },
  dealValue: { kind: 'decimal', from: 0, to: 1_000_000_00 },
  listPrice: { kind: 'decimal', from: 1_00, to: 20_000_00 },
  feeUsd: { kind: 'decimal', from: 0, to: 500_00 },
  seats: { kind: 'whole', from: 1, to: 500 },
  region: { kind: 'text', values: 'emea apac amer latam dach nordics benelux iberia mena anz india japan'.split(' ') },
  segment: { kind: 'text', values: 'retail health energy public telecom banking travel media'.split(' ') },
};
const fieldNames = Object.keys(fields);

/** `12.50` for 1250. */
export const decimalText = (hundredths) => {
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/**
 * A rule: `{ id, join: 'and' | 'or', comparisons }`; a comparison: `{ field, kind, operator, bound }` where the bound is
 * in hundredths, whole, or for `in` a list of texts.
 */
export function makeRules(count, seed) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, at) => {
    const size = 1 + Math.floor(random() * 3);
    const join = random() < 0.5 ? 'and' : 'or';
    const share = join === 'and' ? violatedShare ** (1 / size) : 1 - (1 - violatedShare) ** (1 / size);
    const names = shuffled(fieldNames, random).slice(0, size);
    return { id: `rule-${at}`, join, comparisons: names.map((name) => makeComparison(name, share, random)) };
  });
}

function makeComparison(field, share, random) {
  const { kind, from, to, values } = fields[field];
  if (kind === 'text') {
    const length = Math.max(1, Math.round(values.length * share));
    return { field, kind, operator: 'in', bound: shuffled(values, random).slice(0, length) };
  }
  const operator = ['>', '>=', '<', '<='][Math.floor(random() * 4)];
  const isUpper = operator.startsWith('>');
  // A little aside, so that bounds differ.
  const wanted = Math.min(0.98, Math.max(0.02, share + (random() - 0.5) * 0.2));
  return { field, kind, operator, bound: Math.round(from + (to - from) * (isUpper ? 1 - wanted : wanted)) };
}

/** Inputs by field: hundredths, whole numbers, texts. */
export function makeInputs(count, seed) {
  const random = randomFrom(seed);
  const randomValue = ({ kind, from, to, values }) =>
    kind === 'text' ? values[Math.floor(random() * values.length)] : from + Math.floor(random() * (to - from + 1));
  return Array.from({ length: count }, () =>
    Object.fromEntries(fieldNames.map((name) => [name, randomValue(fields[name])])),
  );
}

export function shuffled(items, random) {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}

/** Decimals as text with two places, as ours takes them. */
export const withTexts = (input) =>
  mapFields(input, (value, kind) => (kind === 'decimal' ? decimalText(value) : value));

/** Decimals as the nearest JS number: what those take that know no decimals. */
export const withNumbers = (input) => mapFields(input, (value, kind) => (kind === 'decimal' ? value / 100 : value));

export const mapFields = (input, change) =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, change(value, fields[name].kind)]));

/** A bound as a literal of a language that writes numbers and lists as JSON does. */
export const literalOf = ({ kind, bound }) => (kind === 'decimal' ? decimalText(bound) : JSON.stringify(bound));

function holds({ field, operator, bound }, input) {
  const value = input[field];
  switch (operator) {
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    default:
      return bound.includes(value);
  }
}

/**
 * What is right: for each violated rule its id and, where one comparison of numbers is all there is, the threshold and the
 * actual value as two-place text (whole numbers as they are).
 */
export function reference(rules, input) {
  return rules.filter((rule) => isViolated(rule, input)).map((rule) => explained(rule, input));
}

function isViolated({ join, comparisons }, input) {
  const test = (comparison) => holds(comparison, input);
  return join === 'and' ? comparisons.every(test) : comparisons.some(test);
}

function explained({ id, comparisons }, input) {
  const [{ field, kind, bound }] = comparisons;
  if (comparisons.length > 1 || kind === 'text') return { id };
  const textOf = kind === 'decimal' ? decimalText : String;
  return { id, threshold: textOf(bound), actual: textOf(input[field]) };
}
