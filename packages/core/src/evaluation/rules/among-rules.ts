import { ruleEffects } from '../../record/decision.js';
import type { PolicyIssue } from '../../values/error.js';
import type { Rule } from './rule.js';

/** By their places in the policy; undefined for what could not be read. */
type Places = readonly (Rule | undefined)[];

/** An id belongs to one rule. */
export function duplicateIssues(places: Places): readonly PolicyIssue[] {
  const first = new Map<string, number>();
  return places.flatMap((rule, index) => {
    if (rule === undefined) return [];
    const before = first.get(rule.id);
    if (before === undefined) first.set(rule.id, index);
    return before === undefined ? [] : [{ path: `/rules/${index}/id`, message: `id is that of rule ${before}, too` }];
  });
}

/** Only the first violated rule of a group counts: a milder one before a stricter one would let the stricter one never count. */
export function groupOrderIssues(places: Places): readonly PolicyIssue[] {
  const mildest = new Map<string, number>();
  return places.flatMap((rule, index) => {
    if (rule === undefined || rule.group === null) return [];
    const rank = ruleEffects.indexOf(rule.effect);
    const before = mildest.get(rule.group) ?? 0;
    mildest.set(rule.group, Math.max(rank, before));
    if (rank >= before) return [];
    const message = `effect is stricter than one before it in its group: write them as ${ruleEffects.join(', ')}`;
    return [{ path: `/rules/${index}/effect`, message }];
  });
}
