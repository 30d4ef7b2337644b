import type { Decision } from '../../record/decision.js';
import { hasOtherOutcome } from '../drift/measure-drift.js';
import type { ExplainedSide, ExplainedVersion, Explanation } from './explanation.js';

/** What a summary is made of. */
export type SummaryFacts = Pick<
  Explanation,
  'source' | 'evaluation' | 'evaluatedAt' | 'then' | 'now' | 'reviews' | 'effective'
>;

const maxReasons = 3;

/** In plain language: what was decided, what today's rules say, and what the reviews made of it. */
export function summarize(facts: SummaryFacts): string {
  return [thenText(facts), nowText(facts.then, facts.now), reviewText(facts)].filter((part) => part !== '').join(' ');
}

function thenText({ source, evaluation, evaluatedAt, then }: SummaryFacts): string {
  const { decision, version } = then;
  const when = source === 'recorded' ? 'At evaluation' : `No decision is recorded. Computed as of ${evaluatedAt}`;
  const what =
    decision === null
      ? `${evaluation?.status ?? 'unknown'}; its input and its reasons were erased`
      : findingText(decision);
  return sentence(`${when} (${versionText(version)}): ${what}`);
}

function nowText(then: ExplainedSide, now: ExplainedSide): string {
  const rules = `Under today's rules (${versionText(now.version)})`;
  if (now.decision === null) return sentence(`${rules}: not known, as there is no input to judge`);
  const isSame =
    then.decision !== null &&
    !hasOtherOutcome(then.decision, now.decision) &&
    then.decision.reasons.join('\n') === now.decision.reasons.join('\n');
  return sentence(`${rules}: ${isSame ? 'the same' : findingText(now.decision)}`);
}

function reviewText({ reviews, effective }: SummaryFacts): string {
  if (reviews.length === 0) return '';
  const { status, approval, allowed } = effective.then;
  const isOpen = approval.required && approval.status !== 'approved';
  const approvals = isOpen ? `, approval ${approval.status.replace('_', ' ')}` : '';
  return sentence(`As recorded, with its reviews: ${status}${approvals}, ${allowed ? 'allowed' : 'not allowed'}`);
}

function findingText({ status, reasons }: Decision): string {
  const told = reasons.slice(0, maxReasons).map(inSentence);
  const rest = reasons.length - told.length;
  const more = rest > 0 ? [`and ${rest} more`] : [];
  const withWarnings = status === 'approved' && told.length > 0 ? 'approved with warnings' : status;
  return [withWarnings, [...told, ...more].join('; ')].filter((part) => part !== '').join(', ');
}

/** `Discount 18% exceeds` within a sentence: a capital that only begins the text goes, `VP approval` stays. */
function inSentence(reason: string): string {
  const text = reason.replace(/[.\s]+$/, '');
  return /^\p{Lu}(?:\p{Ll}|\s)/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

function versionText({ version, label }: ExplainedVersion): string {
  return label === null || label === `v${version}` ? `v${version}` : `v${version}, ${label}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
