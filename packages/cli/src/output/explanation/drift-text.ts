import type { DriftGrade, Explanation, FieldChange, ReadValueChange, RuleDrift } from '@policytrail/core';
import type { Colours } from '../../terminal/colours.js';
import { outcomeWord } from '../decisions/applied-rules.js';
import { type FieldMap, fieldMapOf } from '../fields/field-map.js';
import { fittedTable, type PaintedCell } from '../layout/table.js';
import type { TextStyle } from '../layout/text-style.js';
import { indented } from '../layout/wrap.js';
import { counted } from '../values/count.js';
import { safeLine } from '../values/safe-text.js';
import { changeText } from '../versions/change.js';

const meanings: Readonly<Record<DriftGrade, string>> = {
  none: 'the same version is in force',
  same_content: 'another version with equal content is in force',
  rules_untouched: 'nothing that its rules depend on changed',
  rules_changed: 'the outcome would be the same',
  outcome_changed: 'it would be decided otherwise',
};

const marks: Readonly<Record<RuleDrift['status'], string>> = {
  added: '+ Added',
  removed: '− Removed',
  changed: '~ Changed',
  same: '= Same',
};

/** A drift's grade in words, in its colour. */
export function gradeCell(grade: DriftGrade, colours: Colours): PaintedCell {
  const paint: Readonly<Record<DriftGrade, (text: string) => string>> = {
    none: colours.green,
    same_content: colours.green,
    rules_untouched: colours.green,
    rules_changed: colours.yellow,
    outcome_changed: colours.red,
  };
  return { text: grade.replaceAll('_', ' '), paint: paint[grade] };
}

const unknownOutcome = 'whether the outcome would be the same is not known';

/** The grade and what it means, then each rule that moved, with what changed in it and in the values it reads. */
export function driftText({ drift, then, now }: Explanation, map: FieldMap, style: TextStyle): string {
  const { grade, rules } = drift;
  const isKnown = grade !== 'rules_changed' || (then.decision !== null && now.decision !== null);
  const meaning = isKnown ? meanings[grade] : unknownOutcome;
  const { text, paint } = gradeCell(grade, style.colours);
  const moved = rules.filter(isMoved);
  const still = rules.length - moved.length;
  return [
    fittedTable([[{ text: 'Drift', paint: style.colours.bold }, { text, paint }, meaning]], style.width),
    ...moved.flatMap((rule) => movedLines(rule, map, style)),
    ...(still > 0 && moved.length > 0 ? [style.colours.dim(`= Same     ${counted(still, 'other rule')}`)] : []),
  ].join('\n');
}

/** How a rule's outcome moved, `passed → violated`; empty where it did not. */
export function outcomeMove({ outcomeBefore, outcomeAfter }: RuleDrift): string {
  if (outcomeBefore === outcomeAfter) return '';
  const [before, after] = [outcomeBefore, outcomeAfter].map((outcome) =>
    outcome === null ? 'none' : outcomeWord(outcome),
  );
  return `${before} → ${after}`;
}

function isMoved(rule: RuleDrift): boolean {
  return rule.status !== 'same' || rule.ruleChanges.length > 0 || outcomeMove(rule) !== '';
}

function movedLines(rule: RuleDrift, map: FieldMap, { colours, width }: TextStyle): readonly string[] {
  const paint: Readonly<Record<RuleDrift['status'], (text: string) => string>> = {
    added: colours.blue,
    removed: colours.yellow,
    changed: colours.cyan,
    same: colours.dim,
  };
  const { status, ruleName, ruleId, thresholdBefore, thresholdAfter } = rule;
  const head = [
    { text: marks[status].padEnd(9), paint: paint[status] },
    { text: safeLine(ruleName), paint: colours.bold },
    { text: safeLine(ruleId), paint: colours.dim },
    outcomeMove(rule),
  ];
  const threshold =
    thresholdBefore === thresholdAfter ? [] : [`Threshold ${orNone(thresholdBefore)} → ${orNone(thresholdAfter)}`];
  // What was added or removed whole is not said member by member.
  const details =
    status === 'added' || status === 'removed'
      ? []
      : [...rule.valueChanges.map((change) => valueLine(change, map)), ...rule.ruleChanges.map(ruleLine)];
  return [fittedTable([head], width), ...[...threshold, ...details].flatMap((line) => indented(line, 4, width))];
}

function valueLine({ path, before, after }: ReadValueChange, map: FieldMap): string {
  const { label, values } = changeText({ kind: 'changed', path, field: path, before, after }, map);
  return `${label} (${safeLine(path)}) ${values}`;
}

function ruleLine(change: FieldChange): string {
  const { label, values, kind } = changeText(change, fieldMapOf([]));
  return kind === 'changed' ? `${label}: ${values}` : `${label} ${kind}: ${values}`;
}

function orNone(value: string | null): string {
  return value === null ? 'none' : safeLine(value);
}
