import type { Actor } from '@policytrail/core';
import { property } from 'lit/decorators.js';
import { LazyElement } from '../base/body/lazy-element.js';
import type { FieldSchema } from '../fields/field-lookup.js';
import type { HistoryFilter, HistoryVersion, PolicyHistorySource } from '../source.js';
import type { HistoryProperties } from './control/history-host.js';
import type { HistoryBody } from './history-body.js';
import { loadHistory } from './load.js';

/**
 * The versions of a policy: who changed what, when and why, with comparison and restore.
 *
 * @element policy-history
 * @fires policy-navigate - A version was chosen, or the reader went back to all. Cancelable.
 * @fires policy-load-more - Without a source: older versions are asked for.
 * @fires policy-version-request - Without a source: the policy of a version is asked for.
 * @fires policy-filter-change - The reader filters.
 * @fires policy-refresh - The reader asks for what is new.
 * @fires policy-copy - A link or a version is about to be copied. Cancelable.
 * @fires policy-restore-open - The restore dialog is about to open. Cancelable.
 * @fires policy-restore - A version is to be restored; `detail.waitUntil` takes it over. Cancelable.
 * @fires policy-restored - It was.
 * @fires policy-restore-failed - It was not.
 * @fires policy-diff-ready - A comparison is on the page.
 * @fires policy-layout-change - The element has become as narrow or wide as to look otherwise.
 * @slot title - Instead of "Policy history".
 * @slot toolbar-start - Before the filters.
 * @slot toolbar-end - After the filters.
 * @slot banner - Above the list.
 * @slot empty - Instead of the words for a history without versions.
 * @slot error - Below the words for a history that could not be loaded.
 * @slot denied - Instead of the words for a reader who may not see this.
 * @slot footer - Below all.
 * @csspart base - All of it.
 * @csspart header - Title and toolbar.
 * @csspart title - The heading.
 * @csspart count - How many versions there are.
 * @csspart toolbar - Filters and "Go to".
 * @csspart search - The search field.
 * @csspart filter - The group of filters.
 * @csspart banner - A message above the list.
 * @csspart list - The versions.
 * @csspart day - The heading of a day.
 * @csspart item - A version.
 * @csspart item-current - The version in force.
 * @csspart item-selected - The chosen version.
 * @csspart row-title - The heading of a version.
 * @csspart version-title - Its button or link.
 * @csspart badge - "Current" and the like.
 * @csspart time - When.
 * @csspart relative - How long ago.
 * @csspart author - Who.
 * @csspart avatar - Initials.
 * @csspart notes - Why.
 * @csspart change-line - What changed, in brief.
 * @csspart row-actions - The buttons of a version.
 * @csspart compare-button - Compare.
 * @csspart menu-button - Opens what else can be done with a version.
 * @csspart menu - What it opens.
 * @csspart older-button - Show older versions.
 * @csspart skeleton - A placeholder while loading.
 * @csspart detail - The chosen version.
 * @csspart detail-header - Its name and actions.
 * @csspart detail-title - The heading of the chosen version.
 * @csspart diff-base - In the comparison: all of it.
 * @csspart diff-header - In the comparison: title and counts.
 * @csspart diff-title - In the comparison: the heading.
 * @csspart diff-count - In the comparison: how many changes.
 * @csspart diff-navigation - In the comparison: previous and next change.
 * @csspart diff-table - In the comparison: the changes.
 * @csspart diff-row - In the comparison: one change.
 * @csspart diff-lines - In the comparison: lines of text.
 */
export class PolicyHistory extends LazyElement<HistoryBody> implements HistoryProperties {
  /** Where versions are read from, and restored to. */
  @property({ attribute: false }) source: PolicyHistorySource | undefined;
  /** Without a source: the versions, newest first. */
  @property({ attribute: false }) versions: readonly HistoryVersion[] | undefined;
  /** Without a source: the version in force; default the newest. */
  @property({ type: Number }) current: number | undefined;
  /** Without a source: how many versions there are, where `versions` is a part of them. */
  @property({ type: Number }) total: number | undefined;
  /** Labels and displays of fields. */
  @property({ attribute: false }) schema: FieldSchema | undefined;
  /** The chosen version. */
  @property({ type: Number }) selected: number | undefined;
  /** The earlier version of the comparison; default the one before the chosen. */
  @property({ attribute: 'compare-from', type: Number }) compareFrom: number | undefined;
  /** The later version of the comparison; default the chosen. */
  @property({ attribute: 'compare-to', type: Number }) compareTo: number | undefined;
  /** Whether the chosen version shows its changes or all its values. */
  @property() view: 'changes' | 'full' = 'changes';
  /** Which versions are listed. */
  @property({ attribute: false }) filter: HistoryFilter = {};
  /** The address of a version: titles become links, and can be copied. */
  @property({ attribute: false }) hrefFor: ((version: number) => string) | undefined;
  /** Versions read at a time, 10 to 200. */
  @property({ attribute: 'page-size', type: Number }) pageSize = 50;
  /** Most versions on the page, 100 to 1,000. */
  @property({ attribute: 'max-mounted', type: Number }) maxMounted = 500;
  /** Whether the reader types the number of the version to restore it. */
  @property({ attribute: 'restore-confirmation' }) restoreConfirmation: 'none' | 'type-version' = 'none';
  /** Whether a restore asks for a note. */
  @property() notes: 'optional' | 'required' | 'hidden' = 'optional';
  /** What Lit renders for an author, instead of initials and name. */
  @property({ attribute: false }) renderAuthor:
    | ((author: Actor | null, version: HistoryVersion) => unknown)
    | undefined;
  /** What Lit renders at the end of a row. */
  @property({ attribute: false }) renderRowExtra: ((version: HistoryVersion) => unknown) | undefined;

  protected override readonly loadBody = loadHistory;

  /** Reads the history anew. */
  async refresh(): Promise<void> {
    await this.withBody((body) => body.refresh());
  }

  /** Chooses a version, as a click on it does. */
  showVersion(version: number): void {
    this.onceOpen((body) => body.detail.show(version));
  }

  /** Shows what changed from one version to another. */
  compare(from: number, to: number): void {
    this.onceOpen((body) => body.detail.compareVersions(from, to));
  }

  /** Asks the reader whether to restore a version. */
  async requestRestore(version: number): Promise<void> {
    await this.withBody((body) => body.requestRestore(version));
  }

  /** Puts a version on the page and focuses it. False where there is none of that number. */
  async focusVersion(version: number): Promise<boolean> {
    return this.withBody((body) => body.list.goTo(version));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'policy-history': PolicyHistory;
  }
}
