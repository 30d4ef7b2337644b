import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { LazyElement } from '../base/body/lazy-element.js';
import type { FieldSchema } from '../fields/field-lookup.js';
import type { DecisionBody, DecisionProperties } from './decision-body.js';
import { loadDecision } from './load.js';
import type { GivenRecord } from './record-task.js';

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
export class PolicyDecision extends LazyElement<DecisionBody> implements DecisionProperties {
  /** An `Explanation`, an `Evaluation`, or the promise of one: `trail.explain(…)`. */
  @property({ attribute: false }) record: GivenRecord;
  /** Labels and displays of the policy's fields; a definition document also has those of the input. */
  @property({ attribute: false }) schema: FieldSchema | undefined;
  /** Labels and displays of the fields of the input, where `schema` has none. */
  @property({ attribute: false }) inputSchema: FieldSchema | undefined;
  /** The address of a version; a link then, else a button. */
  @property({ attribute: false }) hrefFor: ((version: number) => string) | undefined;

  protected override readonly loadBody = loadDecision;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // A promise may fail before the body is there, which shows it: until then it counts as taken.
    if (changed.has('record')) void Promise.resolve(this.record).catch(() => {});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-decision': PolicyDecision;
  }
}
