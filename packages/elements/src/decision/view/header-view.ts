import { humanizeSegment } from '@policytrail/core/pure';
import { html, nothing, type TemplateResult } from 'lit';
import { headingView } from '../../view/heading.js';
import { timeView } from '../../view/time.js';
import { textView } from '../../view/value.js';
import { glyphs, tones, verdictOf } from '../model/verdict.js';
import { type DecisionView, versionName } from './decision-view.js';

export interface HeaderActions {
  /** Where a version is; a link then. */
  hrefFor?: ((version: number) => string) | undefined;
  navigate(event: Event, version: number): void;
}

/** What it came to, for what, when, and by which version. */
export function headerView(view: DecisionView, label: string, actions: HeaderActions): TemplateResult {
  const { facts, context, headingLevel } = view;
  const { decision: words } = context.messages;
  const verdict = verdictOf(facts.decision, facts.effective);
  const title = html`<span class="glyph" aria-hidden="true">${glyphs[verdict]}</span>${
    label === '' ? nothing : html`<span class="muted">${label}: </span>`
  }<span>${words[verdict]}</span>`;
  return html`<header class=${tones[verdict]} part="header">
    ${headingView(headingLevel - 1, title)}
    <p class="meta">${subjectView(view)} ${whenView(view)}</p>
    <p class="meta">${versionView(view)} ${versionLink(view, actions)}</p>
  </header>`;
}

function subjectView({ facts: { subject }, context: { messages } }: DecisionView): TemplateResult | typeof nothing {
  if (subject === null) return nothing;
  const { type, id, version } = subject;
  const name = html`<span><bdi class="label">${textView(humanizeSegment(type), messages)} ${textView(id, messages)}</bdi></span>`;
  return version === '' ? name : html`${name} <span>${messages.decision.subjectVersion(version)}</span>`;
}

function whenView({ facts, context, now }: DecisionView): TemplateResult {
  const { evaluation, evaluatedAt } = facts;
  const { decision: words } = context.messages;
  const by = evaluation?.by?.name ?? evaluation?.by?.id;
  return html`<span>${evaluation === null ? words.asOf : words.evaluated} ${timeView(evaluatedAt, now, context)}</span>${by === undefined ? nothing : html` <span>${words.by(by)}</span>`}`;
}

function versionView({ facts: { version }, context: { messages } }: DecisionView): TemplateResult {
  const { title } = version;
  return html`<span
    >${messages.decision.checkedAgainst} <bdi class="label">${textView(versionName(version, messages), messages)}</bdi
    >${title === null ? nothing : html` <q>${textView(title, messages)}</q>`}</span
  >`;
}

function versionLink({ facts, context }: DecisionView, { hrefFor, navigate }: HeaderActions): TemplateResult {
  const { version } = facts.version;
  const { viewVersion } = context.messages.decision;
  const go = (event: Event): void => navigate(event, version);
  return hrefFor === undefined
    ? html`<button class="button quiet" type="button" part="version-button" @click=${go}>${viewVersion}</button>`
    : html`<a class="button quiet" href=${hrefFor(version)} part="version-button" @click=${go}>${viewVersion}</a>`;
}
