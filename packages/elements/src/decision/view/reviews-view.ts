import type { CarryOver, Review } from '@policytrail/core';
import { humanizeSegment } from '@policytrail/core/pure';
import { html, nothing, type TemplateResult } from 'lit';
import { dateTimeText } from '../../format/time/date.js';
import { valueText } from '../../format/value-text.js';
import { headingView } from '../../view/heading.js';
import { timeView } from '../../view/time.js';
import { textView, valueView } from '../../view/value.js';
import { comparedField } from '../model/compared-values.js';
import { standingOf } from '../model/review-standing.js';
import type { DecisionView } from './decision-view.js';

const glyphs = { approved: '✓', rejected: '✕', waived: '↷', revoked: '↶' } as const;

/** Every approval, refusal and waiver as it was given, newest last. `carryOver`: what each is worth for a check now. */
export function reviewsView(view: DecisionView, carryOver: CarryOver | undefined): TemplateResult | typeof nothing {
  const { facts, context, headingLevel } = view;
  if (facts.reviews.length === 0) return nothing;
  const { decision: words } = context.messages;
  return html`<section part="reviews">
    ${headingView(headingLevel, words.reviews, 'section-title')}
    <ol class="reviews">
      ${facts.reviews.map((review) => reviewView(review, view, carryOver))}
    </ol>
  </section>`;
}

function reviewView(review: Review, view: DecisionView, carryOver: CarryOver | undefined): TemplateResult {
  const { facts, context, now } = view;
  const { messages } = context;
  const { decision: words, shared } = messages;
  const { verdict, ruleId, by, as, reason, reviewedAt, expiresAt, upTo } = review;
  const standing = standingOf(review, facts.reviews, now);
  const rule = facts.decision?.appliedRules.find((applied) => applied.ruleId === ruleId);
  const name = by?.name ?? by?.id ?? shared.unknownAuthor;
  return html`<li class=${standing} part="review">
    <p class="row">
      <span class="glyph" aria-hidden="true">${glyphs[verdict]}</span><strong>${words.verdict(verdict)}</strong>
      <span>${textView(rule?.ruleName ?? ruleId, messages)}</span>
      ${standing === 'counts' ? nothing : html`<span class="badge">${words[standing]}</span>`}
    </p>
    <p class="meta">
      <span><bdi>${textView(name, messages)}</bdi>${as === null ? nothing : ` ${words.inRole(humanizeSegment(as))}`}</span>
      <span>${timeView(reviewedAt, now, context)}</span>
      ${expiresAt === null ? nothing : html`<span>${words.until} <time datetime=${expiresAt}>${dateTimeText(expiresAt, context) ?? expiresAt}</time></span>`}
      ${upTo === null ? nothing : html`<span>${words.upTo} ${envelopeView(upTo, review, view)}</span>`}
    </p>
    ${reason === null ? nothing : html`<p class="reason"><q>${textView(reason, messages)}</q></p>`}
    ${carryOver === undefined ? nothing : worthView(review, carryOver, view)}
  </li>`;
}

// In the words of what it lets pass.
function envelopeView(upTo: string, { ruleId }: Review, { facts, lookups, context }: DecisionView): TemplateResult {
  const violation = facts.decision?.violations.find((found) => found.ruleId === ruleId);
  const field = violation === undefined ? { path: '', label: '' } : comparedField(violation, lookups);
  return valueView(valueText(upTo, field, context), context.messages);
}

function worthView({ sequence }: Review, { carried, dropped }: CarryOver, { context }: DecisionView): unknown {
  const { decision: words } = context.messages;
  const isCarried = carried.some(({ review }) => review.sequence === sequence);
  const drop = dropped.find(({ review }) => review.sequence === sequence);
  if (!isCarried && drop === undefined) return nothing;
  return html`<p class="small muted">${words.checkedNow}: ${drop === undefined ? words.stillHolds : words.drop(drop.reason)}</p>`;
}
