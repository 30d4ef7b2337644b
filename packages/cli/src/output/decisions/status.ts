import type { DecisionStatus, EffectiveDecision } from '@policytrail/core';
import type { Colours } from '../../terminal/colours.js';
import type { PaintedCell } from '../layout/table.js';

type Status = DecisionStatus | EffectiveDecision['status'];

/** A decision's status in its colour. */
export function statusCell(status: Status, colours: Colours, text: string = status): PaintedCell {
  const paint: Readonly<Record<Status, (text: string) => string>> = {
    approved: colours.green,
    violation: colours.red,
    indeterminate: colours.yellow,
    waived: colours.cyan,
  };
  return { text, paint: paint[status] };
}
