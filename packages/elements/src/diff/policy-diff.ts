import { property } from 'lit/decorators.js';
import { LazyElement } from '../base/body/lazy-element.js';
import type { FieldSchema } from '../fields/field-lookup.js';
import type { DiffBody, DiffProperties } from './diff-body.js';
import { loadDiff } from './load.js';
import type { ComparedVersion } from './model/diff-row.js';

/**
 * What changed from one version of a policy to another, in words.
 *
 * @element policy-diff
 * @fires policy-diff-ready - A comparison is on the page.
 * @fires policy-layout-change - The element has become as narrow or wide as to look otherwise.
 * @slot denied - Instead of the words for a reader who may not see this.
 * @csspart base - All of it.
 * @csspart header - Title, counts and the way through the changes.
 * @csspart title - The heading.
 * @csspart count - How many changes there are.
 * @csspart navigation - Previous and next change.
 * @csspart table - The changes, unless in cards.
 * @csspart row - One change, or a value that stayed; also one of the following.
 * @csspart row-added - A value that is new.
 * @csspart row-removed - A value that is gone.
 * @csspart row-changed - A value that is another.
 * @csspart row-moved - An item that stands elsewhere.
 * @csspart row-unchanged - A value that stayed.
 * @csspart lines - The lines of the text mode.
 * @csspart footer - Shows more changes, and what stayed.
 * @csspart group-title - The heading of a group of changes, in cards.
 */
export class PolicyDiff extends LazyElement<DiffBody> implements DiffProperties {
  /** The earlier version; `null` where there is none before `to`. */
  @property({ attribute: false }) from: ComparedVersion | null | undefined;
  /** The later version. */
  @property({ attribute: false }) to: ComparedVersion | undefined;
  /** Labels and displays of fields. */
  @property({ attribute: false }) schema: FieldSchema | undefined;
  /** One row a field, or the lines of the JSON text. */
  @property() mode: 'fields' | 'text' = 'fields';
  /** `auto`: a table, or cards where it is narrow; `unified`: both values in one column. */
  @property() layout: 'auto' | 'split' | 'unified' = 'auto';
  /** Whether values that stayed are behind a button, shown or left out. */
  @property() unchanged: 'collapsed' | 'shown' | 'hidden' = 'collapsed';
  /** Changes shown at a time. */
  @property({ attribute: 'page-size', type: Number }) pageSize = 200;

  protected override readonly loadBody = loadDiff;

  /** Goes to the next change, or with -1 to the one before; does nothing at the end. */
  async showChange(by: 1 | -1): Promise<void> {
    await this.withBody((body) => body.showChange(by));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-diff': PolicyDiff;
  }
}
