import type { Remedy, RuleOutcome } from '../../record/decision.js';
import { parsePointer } from '../../values/json-pointer.js';

const bounds: Readonly<Record<Remedy['bound'], string>> = {
  at_most: 'at most',
  less_than: 'less than',
  at_least: 'at least',
  more_than: 'more than',
  equal_to: 'equal to',
  not_equal_to: 'other than',
  one_of: 'one of',
  none_of: 'none of',
};

/** A remedy in words: `discountPct at most 20.00`. */
export function boundText({ field, bound, values }: Remedy): string {
  return `${parsePointer(field).join('.')} ${bounds[bound]} ${values.join(', ')}`;
}

export function outcomeText(outcome: RuleOutcome | null): string | null {
  return outcome === 'not_reached' ? 'not reached' : outcome;
}
