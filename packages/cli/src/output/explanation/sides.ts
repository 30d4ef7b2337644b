import type { EvidenceItem, EvidenceKind, Explanation, PolicyVersion } from '@policytrail/core';
import { type EffectiveView, effectiveReason } from '../decisions/effective-text.js';
import { besideEachOther, type ThenAndNow } from '../layout/beside.js';
import type { TextStyle } from '../layout/text-style.js';
import { safeLine, safeLineOf } from '../values/safe-text.js';

/** The versions of both sides, as far as they are there, for their dates. */
export interface ExplainedVersions {
  readonly before: PolicyVersion | undefined;
  readonly after: PolicyVersion | undefined;
}

// Said at the top of the table, or in a part of its own.
const saidElsewhere: ReadonlySet<EvidenceKind> = new Set(['version', 'status', 'review', 'erasure']);

/** Then and now: the version, its label and dates, the decision, and the evidence, item by item. */
export function sidesText(explanation: Explanation, versions: ExplainedVersions, style: TextStyle): string {
  const { then, now, effective, evaluation, reviews } = explanation;
  const carried = explanation.carryOver.carried.map(({ review }) => review);
  const since = (version: PolicyVersion | undefined) =>
    version === undefined ? null : style.formatInstant(version.effectiveAt);
  const head: readonly ThenAndNow[] = [
    { label: 'Version', before: String(then.version.version), after: String(now.version.version) },
    { label: 'Label', before: safeLineOf(then.version.label), after: safeLineOf(now.version.label) },
    { label: 'Title', before: safeLineOf(then.version.title), after: safeLineOf(now.version.title) },
    { label: 'In force since', before: since(versions.before), after: since(versions.after) },
    {
      label: 'Decision',
      before: then.decision?.status ?? (evaluation === null ? 'not known' : `${evaluation.status}, erased`),
      after: now.decision?.status ?? 'not known',
    },
    {
      label: 'Allowed',
      before: allowedText({ effective: effective.then, decision: then.decision, reviews }),
      after: effective.now && allowedText({ effective: effective.now, decision: now.decision, reviews: carried }),
    },
  ];
  const evidence = evidenceRows(explanation);
  return besideEachOther([...head.filter(isSaid), ...evidence], style);
}

// Below the name of its rule an item needs only its own.
function evidenceRows({ evidence, drift }: Explanation): readonly ThenAndNow[] {
  const names = new Map(drift.rules.map(({ ruleId, ruleName }) => [ruleId, ruleName]));
  const items = evidence.filter(({ kind }) => !saidElsewhere.has(kind));
  return items.flatMap((item, index) => {
    const name = item.ruleId === null ? undefined : names.get(item.ruleId);
    if (name === undefined) return [evidenceRow(item, item.label)];
    const isFirst = items[index - 1]?.ruleId !== item.ruleId;
    const heading = { label: safeLine(name), before: null, after: null };
    const row = evidenceRow(
      item,
      `  ${item.label.startsWith(`${name}: `) ? item.label.slice(name.length + 2) : item.label}`,
    );
    return isFirst ? [heading, row] : [row];
  });
}

function evidenceRow({ then, now }: EvidenceItem, label: string): ThenAndNow {
  return { label: safeLine(label), before: safeLineOf(then), after: safeLineOf(now) };
}

function allowedText(view: EffectiveView): string {
  const reason = effectiveReason(view);
  return `${view.effective.allowed ? 'yes' : 'no'}${reason === '' ? '' : `: ${reason}`}`;
}

function isSaid({ before, after }: ThenAndNow): boolean {
  return before !== null || after !== null;
}
