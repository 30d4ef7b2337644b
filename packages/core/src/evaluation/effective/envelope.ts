import type { Comparison, ComparisonOperator, Violation } from '../../record/decision.js';
import { compareDecimals, parseDecimal } from '../../values/decimal-text.js';
import { parseInstant } from '../../values/instant.js';

/** Which way an actual value goes further beyond its threshold; `none` where only the same value is as bad. */
type Direction = 'up' | 'down' | 'none';

/** Where the value on the left is bad when a comparison holds. */
const directions: Readonly<Record<ComparisonOperator, Direction>> = {
  '<': 'down',
  '<=': 'down',
  '>': 'up',
  '>=': 'up',
  '==': 'none',
  '!=': 'none',
  in: 'none',
};

const opposite: Readonly<Record<Direction, Direction>> = { up: 'down', down: 'up', none: 'none' };

/** The envelope of a review that names none: the actual value. Null where no single value was compared. */
export function defaultUpTo({ actualValue }: Pick<Violation, 'actualValue'>): string | null {
  return actualValue;
}

/**
 * True where an envelope holds for a violation: its actual value lies between the threshold and `upTo`, that included.
 * False where there is no single actual value.
 */
export function coversValue(
  upTo: string,
  violation: Pick<Violation, 'actualValue' | 'thresholdValue' | 'comparisons'>,
): boolean {
  const { actualValue, thresholdValue, comparisons } = violation;
  const [comparison] = comparisons;
  if (actualValue === null || comparison === undefined) return false;
  const order = compareValues(actualValue, upTo);
  if (order === undefined) return false;
  switch (directionOf(comparison, { actualValue, thresholdValue })) {
    case 'up':
      return order <= 0;
    case 'down':
      return order >= 0;
    case 'none':
      return order === 0;
  }
}

type Sides = Pick<Violation, 'actualValue' | 'thresholdValue'>;

function directionOf(comparison: Comparison, sides: Sides): Direction {
  const { operator, result } = comparison;
  const direction = result ? directions[operator] : opposite[directions[operator]];
  return isActualLeft(comparison, sides) ? direction : opposite[direction];
}

// The variable, not a member of that name.
const readsInput = /(?<![\w."'])input\b/;

// A comparison does not say which side reads the input: the values do, or the source where they are equal.
function isActualLeft({ left, leftValue, rightValue }: Comparison, { actualValue, thresholdValue }: Sides): boolean {
  if (actualValue === thresholdValue) return readsInput.test(left);
  return leftValue === actualValue && rightValue === thresholdValue;
}

/** Negative, 0 or positive; decimals and instants by value, other text only as equal or not; undefined where neither is told. */
function compareValues(one: string, other: string): number | undefined {
  if (one === other) return 0;
  if (isDecimal(one) && isDecimal(other)) return compareDecimals(one, other);
  const [first, second] = [instantOf(one), instantOf(other)];
  if (first === undefined || second === undefined || first === second) return first === undefined ? undefined : 0;
  return first < second ? -1 : 1;
}

function isDecimal(text: string): boolean {
  const parts = parseDecimal(text);
  if (parts === undefined) return false;
  const { digits, point } = parts;
  return digits.length <= 34 && point <= 34 && digits.length - point <= 34;
}

function instantOf(text: string): string | undefined {
  try {
    return parseInstant(text);
  } catch {
    return undefined;
  }
}
