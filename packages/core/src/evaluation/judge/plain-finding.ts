import type { Comparison } from '../../record/decision.js';
import type { CompiledPolicy, CompiledRule } from '../compile/compiled-policy.js';
import { heldComparison, type PlainPart } from '../plain/plain-part.js';
import { fieldText } from './field-text.js';
import type { Judging } from './judging.js';
import type { Finding } from './violation.js';

/** What decided in a violated rule that was judged by the table: the comparisons that hold. */
export function plainFinding(compiled: CompiledPolicy, index: number, judging: Judging): Finding {
  const { rules, plainTable } = compiled;
  const { plainParts, remedies } = rules[index] as CompiledRule;
  let held = 0;
  let sole: PlainPart | undefined;
  for (let part = 0; part < plainParts.length; part++) {
    if (!plainTable.holds(index, part)) continue;
    held++;
    sole = plainParts[part] as PlainPart;
  }
  if (held !== 1 || sole === undefined) return compoundFinding(compiled, index, held, judging);
  const { threshold, remedy, slot } = sole;
  const actualValue = fieldText(slot, judging);
  return {
    // A list of one as it stands: one that grows takes room for many.
    comparisons: [heldComparison(sole, actualValue)],
    thresholdValue: threshold,
    actualValue,
    remedy: remedies === 'sure' ? remedy : null,
  };
}

function compoundFinding(
  { rules, plainTable }: CompiledPolicy,
  index: number,
  held: number,
  judging: Judging,
): Finding {
  const { plainParts } = rules[index] as CompiledRule;
  const comparisons: Comparison[] = new Array(held);
  let next = 0;
  for (let place = 0; place < plainParts.length; place++) {
    if (!plainTable.holds(index, place)) continue;
    const part = plainParts[place] as PlainPart;
    comparisons[next++] = heldComparison(part, fieldText(part.slot, judging));
  }
  return { comparisons, thresholdValue: null, actualValue: null, remedy: null };
}
