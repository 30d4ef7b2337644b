import type { ExplainedSide, JsonObject } from '@policytrail/core';
import { type CSSResult, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { askPage } from '../base/ask-page.js';
import type { BodyHost, ElementBody } from '../base/body/element-body.js';
import { EachMinute } from '../base/environment/each-minute.js';
import { InlineDiff } from '../diff/inside/inline-diff.js';
import { RecheckEvent } from '../events/edit-events.js';
import { NavigateEvent, RefreshEvent } from '../events/history-events.js';
import { type FieldSchema, fieldLookup } from '../fields/field-lookup.js';
import { SchemaReading } from '../fields/schema-reading.js';
import { decisionEn } from '../messages/en/decision.js';
import { changeEn, sharedEn } from '../messages/en/shared.js';
import type { EnglishParts, Messages } from '../messages/message-table.js';
import { badgeStyles } from '../theme/badge-styles.js';
import { headingView } from '../view/heading.js';
import { timeView } from '../view/time.js';
import { alertView, textView } from '../view/value.js';
import { decisionStyles } from './decision-styles.js';
import { type DecisionFacts, factsOf } from './model/decision-record.js';
import { type Recheck, recheckIn } from './model/recheck-answer.js';
import { glyphs, otherVerdict, verdictOf } from './model/verdict.js';
import { type GivenRecord, type RecordState, RecordTask } from './record-task.js';
import { type DecisionView, versionName } from './view/decision-view.js';
import { inputView, rulesView } from './view/details-view.js';
import { driftView } from './view/drift-view.js';
import { headerView } from './view/header-view.js';
import { reviewsView } from './view/reviews-view.js';
import { standInView } from './view/stand-in-view.js';
import { findingsView } from './view/violation-view.js';

/** What a page sets on a decision. */
export interface DecisionProperties {
  readonly record: GivenRecord;
  readonly schema: FieldSchema | undefined;
  readonly inputSchema: FieldSchema | undefined;
  readonly hrefFor: ((version: number) => string) | undefined;
}

/** What a decision says and looks like. */
export const english: EnglishParts = { shared: sharedEn, decision: decisionEn, diff: changeEn };
export const styles: readonly CSSResult[] = [badgeStyles, ...decisionStyles];

export function openBody(host: BodyHost<DecisionProperties>): DecisionBody {
  return new DecisionBody(host);
}

/** What a decision shows, and does for its reader. */
export class DecisionBody implements ElementBody {
  readonly #host: BodyHost<DecisionProperties>;
  readonly #task = new RecordTask(() => this.#recordSettled());
  readonly #reading: SchemaReading;
  readonly #diff: InlineDiff;
  #isComparing = false;
  #isChecking = false;
  #recheck: Recheck | undefined;
  #failure: string | undefined;
  #isTriedAgain = false;
  #isShown = false;

  constructor(host: BodyHost<DecisionProperties>) {
    this.#host = host;
    this.#reading = new SchemaReading(host.element);
    this.#diff = new InlineDiff(host);
    new EachMinute(host.element);
  }

  willUpdate(changed: PropertyValues): void {
    if (changed.has('record')) {
      this.#task.start(this.#host.element.record);
      this.#begin();
    }
    const { status } = this.#state;
    this.#host.setStates({ loading: status === 'loading', empty: status === 'empty', error: status === 'failed' });
  }

  updated(): void {
    this.#isShown = true;
  }

  /** Once the schemas are read. */
  async settled(): Promise<void> {
    await this.#reading.ended;
  }

  render(): TemplateResult {
    const { element, context, direction } = this.#host;
    const { locale, messages } = context;
    return html`<article
      lang=${locale}
      dir=${direction}
      aria-label=${element.label || messages.decision.label}
      part="base"
    >
      ${this.#content()}
    </article>`;
  }

  #content(): unknown {
    const { element } = this.#host;
    const messages = this.#words;
    const { decision: words } = messages;
    if (this.#host.refusal('view') !== undefined) {
      return html`<div class="state"><slot name="denied">${words.denied}</slot></div>`;
    }
    const state = this.#state;
    if (state.status !== 'ready') return standInView(state, messages, () => this.#tryAgain());
    const view = this.#view(factsOf(state.record, element.clock()));
    const actions = { hrefFor: element.hrefFor, navigate: this.#navigate };
    return html`${headerView(view, '', actions)} ${this.#standing(view)} ${this.#drift(view)} ${alertView(this.#failure)}
      ${this.#results(view)}
      <slot name="actions"></slot>
      ${reviewsView(view, this.#recheck === undefined ? undefined : view.facts.explanation?.carryOver)}
      ${this.#details(view)}`;
  }

  get #words(): Messages {
    return this.#host.context.messages;
  }

  get #state(): RecordState {
    const { schema, inputSchema } = this.#host.element;
    return this.#reading.stateOf(schema, inputSchema) ?? this.#task.state;
  }

  #view(facts: DecisionFacts): DecisionView {
    const { element, context, isPrinting } = this.#host;
    const { schema, inputSchema, headingLevel } = element;
    const lookups = { policy: fieldLookup(schema), input: fieldLookup(inputSchema ?? inputOf(schema)) };
    return { facts, lookups, context, headingLevel: headingLevel + 1, now: element.clock(), isPrinting };
  }

  /** What is to be known of the record itself: calculated, erased, unreadable. */
  #standing({ facts, context, now }: DecisionView): unknown {
    const { messages } = context;
    const { decision: words } = messages;
    const { erased, evaluation, version } = facts;
    if (evaluation === null) return html`<p class="notice">${words.computed(versionName(version, messages))}</p>`;
    if (evaluation.corrupt !== undefined) return alertView(words.corrupt);
    if (erased === null) return nothing;
    const { erasedBy, erasedAt, reason } = erased;
    const who = erasedBy === null ? words.erasedUnknown : words.erasedBy(erasedBy.name ?? erasedBy.id);
    return html`<div class="notice">
      <p>${words.erased}</p>
      <p class="meta"><span>${who} ${timeView(erasedAt, now, context)}</span>${reason === null ? nothing : html` <q>${textView(reason, messages)}</q>`}</p>
    </div>`;
  }

  #drift(view: DecisionView): unknown {
    const isComparing = this.#isComparing;
    return driftView(view, {
      isComparing,
      comparison: isComparing ? this.#comparison(view) : nothing,
      isChecking: this.#isChecking,
      toggleComparison: () => {
        this.#isComparing = !isComparing;
        this.#host.update();
      },
      recheck: () => void this.#check(view.facts),
    });
  }

  #comparison({ facts: { explanation }, context }: DecisionView): unknown {
    if (explanation === undefined) return nothing;
    const side = ({ version, policy }: ExplainedSide) => ({ policy, label: versionName(version, context.messages) });
    return this.#diff.show(side(explanation.then), side(explanation.now));
  }

  #results(view: DecisionView): unknown {
    const { decision } = view.facts;
    const recheck = this.#recheck;
    const recorded = decision === null ? nothing : findingsView(decision, view);
    if (recheck === undefined) return recorded;
    const { decision: words } = this.#words;
    const status = verdictOf(recheck.decision, recheck.effective);
    return html`<div class="both">
      <section>${headingView(view.headingLevel, words.recorded, 'section-title')} ${recorded}</section>
      <section class="now" part="now">
        ${headingView(view.headingLevel, words.checkedNow, 'section-title')}
        <p><span aria-hidden="true">${glyphs[status]}</span> <strong>${words[status]}</strong></p>
        ${findingsView(recheck.decision, view)}
      </section>
    </div>`;
  }

  #details(view: DecisionView): unknown {
    const { decision, input } = view.facts;
    if (decision === null && input === null) return nothing;
    return html`<div class="details">
      ${decision === null ? nothing : rulesView(decision, view)} ${input === null ? nothing : inputView(input, view)}
    </div>`;
  }

  async #check({ evaluation, explanation }: DecisionFacts): Promise<void> {
    if (this.#isChecking || evaluation === null || explanation === undefined) return;
    const { decision: words, shared } = this.#words;
    this.#isChecking = true;
    this.#failure = undefined;
    this.#host.update();
    const event = new RecheckEvent({ evaluationId: evaluation.id, version: explanation.now.version.version });
    const outcome = await askPage<typeof event.detail, unknown>(this.#host.element, event, async () => explanation);
    this.#isChecking = false;
    this.#host.update();
    if (outcome.status === 'failed') {
      this.#failure = shared.failed(outcome.error instanceof Error ? outcome.error.message : String(outcome.error));
    }
    if (outcome.status !== 'done') return;
    const recheck = recheckIn(outcome.answer) ?? recheckIn(explanation);
    this.#recheck = recheck;
    if (recheck === undefined) return;
    this.#host.say(words.otherToday(words[verdictOf(recheck.decision, recheck.effective)]));
    await this.#focus('[part=now] [tabindex]');
  }

  #tryAgain(): void {
    if (this.#reading.hasFailed) {
      const { schema, inputSchema } = this.#host.element;
      this.#reading.begin(schema, inputSchema);
      void this.#focus('[part=title], button');
      return;
    }
    this.#isTriedAgain = true;
    this.#host.element.dispatchEvent(new RefreshEvent());
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updated();
    this.#host.root.querySelector<HTMLElement>(selector)?.focus();
  }

  #recordSettled(): void {
    this.#begin();
    this.#host.update();
    // "Try again" is gone.
    if (this.#isTriedAgain) void this.#focus('[part=title], button');
    this.#isTriedAgain = false;
  }

  #begin(): void {
    const { state } = this.#task;
    this.#isComparing = false;
    this.#failure = undefined;
    this.#recheck = undefined;
    if (state.status !== 'ready') return;
    const { decision, effective, explanation } = factsOf(state.record, this.#host.element.clock());
    // Another result is not to be missed: it is shown without being asked for.
    if (explanation !== undefined && otherVerdict(explanation) !== undefined) this.#recheck = recheckIn(explanation);
    if (this.#isShown) this.#host.say(this.#words.decision[verdictOf(decision, effective)]);
  }

  readonly #navigate = (event: Event, version: number): void => {
    const { element } = this.#host;
    const href = element.hrefFor?.(version);
    const navigation = new NavigateEvent({ version, ...(href === undefined ? {} : { href }) });
    if (!element.dispatchEvent(navigation)) event.preventDefault();
  };
}

function inputOf(schema: FieldSchema | undefined): FieldSchema | undefined {
  if (schema === undefined || Array.isArray(schema)) return undefined;
  const { input, policy } = schema as JsonObject;
  const isDocument = typeof policy === 'object' && typeof input === 'object' && input !== null;
  return isDocument ? (input as JsonObject) : undefined;
}
