import type { ExplainedSide, JsonObject } from '@policytrail/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { askPage } from '../base/ask-page.js';
import { EachMinute } from '../base/environment/each-minute.js';
import { PolicyElement } from '../base/policy-element.js';
import { InlineDiff } from '../diff/inline-diff.js';
import { RecheckEvent } from '../events/edit-events.js';
import { NavigateEvent, RefreshEvent } from '../events/history-events.js';
import { type FieldSchema, fieldLookup } from '../fields/field-lookup.js';
import { SchemaReading } from '../fields/schema-reading.js';
import { decisionEn } from '../messages/en/decision.js';
import { changeEn } from '../messages/en/shared.js';
import type { EnglishParts } from '../messages/message-table.js';
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

/**
 * What was decided for a quote or a run, by which version, why, and whether it would be so today. The recorded result is
 * never replaced: what a check now says stands beside it.
 *
 * @element policy-decision
 * @fires policy-navigate - The version it was checked against was asked for. Cancelable.
 * @fires policy-recheck - It is to be checked against the current version. Cancelable; the page may answer by `detail.waitUntil`.
 * @fires policy-refresh - It could not be loaded, and is to be tried again.
 * @fires policy-diff-ready - A comparison is on the page.
 * @fires policy-layout-change - The element has become as narrow or wide as to look otherwise.
 * @slot actions - The page's own buttons: approve, waive.
 * @slot denied - Instead of the words for a reader who may not see this.
 * @slot empty - Instead of the words where nothing is recorded.
 * @csspart base - All of it.
 * @csspart header - What it came to, for what, when, and by which version.
 * @csspart time - When.
 * @csspart relative - How long ago.
 * @csspart title - The heading.
 * @csspart version-button - Leads to the version.
 * @csspart drift - What became of the policy since.
 * @csspart today - What the result would be today.
 * @csspart changes-button - Opens the comparison of the two versions.
 * @csspart recheck-button - Checks against the current version.
 * @csspart section-title - The heading of a part of it.
 * @csspart violations - What was violated.
 * @csspart violation - One violation, or one rule that could not be evaluated.
 * @csspart now - What a check now says.
 * @csspart reviews - Approvals and waivers.
 * @csspart review - One of them.
 * @csspart rules - The rules applied.
 * @csspart input - What was checked.
 */
export class PolicyDecision extends PolicyElement {
  static override styles: CSSResultGroup = [PolicyElement.styles, badgeStyles, [...decisionStyles]];
  static override readonly english: EnglishParts = { ...PolicyElement.english, decision: decisionEn, diff: changeEn };

  /** An `Explanation`, an `Evaluation`, or the promise of one: `trail.explain(…)`. */
  @property({ attribute: false }) record: GivenRecord;
  /** Labels and displays of the policy's fields; a definition document also has those of the input. */
  @property({ attribute: false }) schema: FieldSchema | undefined;
  /** Labels and displays of the fields of the input, where `schema` has none. */
  @property({ attribute: false }) inputSchema: FieldSchema | undefined;
  /** The address of a version; a link then, else a button. */
  @property({ attribute: false }) hrefFor: ((version: number) => string) | undefined;

  @state() private isComparing = false;
  @state() private isChecking = false;
  @state() private recheck: Recheck | undefined;
  @state() private failure: string | undefined;

  readonly #task = new RecordTask(() => this.#settled());
  readonly #reading = new SchemaReading(this);
  readonly #diff = new InlineDiff(this);
  #isTriedAgain = false;

  constructor() {
    super();
    new EachMinute(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('record')) {
      this.#task.start(this.record);
      this.#begin();
    }
    const { status } = this.#state;
    this.setStates({ loading: status === 'loading', empty: status === 'empty', error: status === 'failed' });
  }

  /** Also waits until the schemas are read. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#reading.ended;
    return super.getUpdateComplete();
  }

  protected override render(): TemplateResult {
    return html`<article
      lang=${this.context.locale}
      dir=${this.direction}
      aria-label=${this.label || this.words.decision.label}
      part="base"
    >
      ${this.#content()}
    </article>`;
  }

  #content(): unknown {
    const { words: messages } = this;
    const { decision: words } = messages;
    if (this.refusal('view') !== undefined) {
      return html`<div class="state"><slot name="denied">${words.denied}</slot></div>`;
    }
    const state = this.#state;
    if (state.status !== 'ready') return standInView(state, messages, () => this.#tryAgain());
    const view = this.#view(factsOf(state.record, this.clock()));
    const actions = { hrefFor: this.hrefFor, navigate: this.#navigate };
    return html`${headerView(view, '', actions)} ${this.#standing(view)} ${this.#drift(view)} ${alertView(this.failure)}
      ${this.#results(view)}
      <slot name="actions"></slot>
      ${reviewsView(view, this.recheck === undefined ? undefined : view.facts.explanation?.carryOver)}
      ${this.#details(view)}`;
  }

  get #state(): RecordState {
    return this.#reading.stateOf(this.schema, this.inputSchema) ?? this.#task.state;
  }

  #view(facts: DecisionFacts): DecisionView {
    const lookups = { policy: fieldLookup(this.schema), input: fieldLookup(this.inputSchema ?? inputOf(this.schema)) };
    const { context, isPrinting } = this;
    return { facts, lookups, context, headingLevel: this.headingLevel + 1, now: this.clock(), isPrinting };
  }

  /** What is to be known of the record itself: calculated, erased, unreadable. */
  #standing({ facts, context }: DecisionView): unknown {
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
      <p class="meta"><span>${who} ${timeView(erasedAt, this.clock(), context)}</span>${reason === null ? nothing : html` <q>${textView(reason, messages)}</q>`}</p>
    </div>`;
  }

  #drift(view: DecisionView): unknown {
    const { isComparing, isChecking } = this;
    return driftView(view, {
      isComparing,
      comparison: isComparing ? this.#comparison(view) : nothing,
      isChecking,
      toggleComparison: () => {
        this.isComparing = !isComparing;
      },
      recheck: () => void this.#check(view.facts),
    });
  }

  #comparison({ facts: { explanation }, headingLevel }: DecisionView): unknown {
    if (explanation === undefined) return nothing;
    const { schema, messages, context } = this;
    const side = ({ version, policy }: ExplainedSide) => ({ policy, label: versionName(version, this.words) });
    const [from, to] = [side(explanation.then), side(explanation.now)];
    return this.#diff.show({ from, to, schema, messages, context, headingLevel });
  }

  #results(view: DecisionView): unknown {
    const { decision } = view.facts;
    const { recheck } = this;
    const recorded = decision === null ? nothing : findingsView(decision, view);
    if (recheck === undefined) return recorded;
    const { decision: words } = this.words;
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
    if (this.isChecking || evaluation === null || explanation === undefined) return;
    const { decision: words, shared } = this.words;
    this.isChecking = true;
    this.failure = undefined;
    const event = new RecheckEvent({ evaluationId: evaluation.id, version: explanation.now.version.version });
    const outcome = await askPage<typeof event.detail, unknown>(this, event, async () => explanation);
    this.isChecking = false;
    if (outcome.status === 'failed') {
      this.failure = shared.failed(outcome.error instanceof Error ? outcome.error.message : String(outcome.error));
    }
    if (outcome.status !== 'done') return;
    const recheck = recheckIn(outcome.answer) ?? recheckIn(explanation);
    this.recheck = recheck;
    if (recheck === undefined) return;
    this.say(words.otherToday(words[verdictOf(recheck.decision, recheck.effective)]));
    await this.#focus('[part=now] [tabindex]');
  }

  #tryAgain(): void {
    if (this.#reading.hasFailed) {
      this.#reading.begin(this.schema, this.inputSchema);
      void this.#focus('[part=title], button');
      return;
    }
    this.#isTriedAgain = true;
    this.dispatchEvent(new RefreshEvent());
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #settled(): void {
    this.#begin();
    this.requestUpdate();
    // "Try again" is gone.
    if (this.#isTriedAgain) void this.#focus('[part=title], button');
    this.#isTriedAgain = false;
  }

  #begin(): void {
    const { state } = this.#task;
    this.isComparing = false;
    this.failure = undefined;
    this.recheck = undefined;
    if (state.status !== 'ready') return;
    const { decision, effective, explanation } = factsOf(state.record, this.clock());
    // Another result is not to be missed: it is shown without being asked for.
    if (explanation !== undefined && otherVerdict(explanation) !== undefined) this.recheck = recheckIn(explanation);
    if (this.hasUpdated) this.say(this.words.decision[verdictOf(decision, effective)]);
  }

  readonly #navigate = (event: Event, version: number): void => {
    const href = this.hrefFor?.(version);
    const navigation = new NavigateEvent({ version, ...(href === undefined ? {} : { href }) });
    if (!this.dispatchEvent(navigation)) event.preventDefault();
  };
}

function inputOf(schema: FieldSchema | undefined): FieldSchema | undefined {
  if (schema === undefined || Array.isArray(schema)) return undefined;
  const { input, policy } = schema as JsonObject;
  const isDocument = typeof policy === 'object' && typeof input === 'object' && input !== null;
  return isDocument ? (input as JsonObject) : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-decision': PolicyDecision;
  }
}
