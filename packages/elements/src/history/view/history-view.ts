import type { Actor, JsonObject } from '@policytrail/core';
import type { TemplateResult } from 'lit';
import type { Width } from '../../base/environment/host-width.js';
import type { FieldLookup } from '../../fields/field-lookup.js';
import type { FormatContext } from '../../format/format-context.js';
import type { HistoryFilter, HistoryVersion } from '../../source.js';
import type { ShownVersions } from '../data/shown-versions.js';
import type { ListState } from '../model/list-state.js';
import type { MenuAction } from '../model/menu-items.js';
import type { ShownComparison } from '../model/shown-comparison.js';

/** A control that each row has, and that the arrow keys stay on. */
export type RowControl = 'title' | 'compare' | 'menu';

/** What is open beside the list: a part of the toolbar. */
export type Panel = 'filters' | 'dates' | 'goto';

/** The menu that is open: of a row, by its version, or of the detail. */
export type OpenMenu = number | 'detail' | undefined;

/** What the templates are made of. */
export interface HistoryView {
  readonly context: FormatContext;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly width: Width;
  readonly headingLevel: number;
  readonly lookup: FieldLookup;
  readonly list: ListState;
  readonly filter: HistoryFilter;
  /** The row that is in the order of Tab. */
  readonly activeVersion: number | undefined;
  readonly openMenu: OpenMenu;
  readonly panel: Panel | undefined;
  readonly panelError: string | undefined;
  /** Versions chosen for a comparison; undefined while none is being chosen. */
  readonly picked: readonly number[] | undefined;
  /** Rows whose whole note is shown. */
  readonly expandedNotes: ReadonlySet<number>;
  readonly shown: ShownComparison | undefined;
  readonly versions: ShownVersions;
  readonly mode: 'changes' | 'full';
  /** The policy of version 1, once it was read. */
  readonly firstPolicy: JsonObject | undefined;
  /** The content hash of the version in force. */
  readonly currentHash: string | undefined;
  readonly canCompare: boolean;
  /** Undefined: restoring is not offered; else why it is refused to this reader, or empty. */
  readonly restoreRefusal: string | undefined;
  /** The reader asked for what is refused. */
  readonly isReasonShown: boolean;
  readonly hrefFor: ((version: number) => string) | undefined;
  readonly renderAuthor: ((author: Actor | null, version: HistoryVersion) => unknown) | undefined;
  readonly renderRowExtra: ((version: HistoryVersion) => unknown) | undefined;
  readonly actions: HistoryActions;
  /** Undefined until it is loaded. */
  readonly deferred: DeferredViews | undefined;
}

/** What is loaded after the list. */
export interface DeferredViews {
  detailView(view: HistoryView, content: unknown): TemplateResult;
  menuList(row: HistoryVersion, place: 'row' | 'detail', view: HistoryView): TemplateResult;
  datesView(view: HistoryView): TemplateResult;
  goToView(view: HistoryView): TemplateResult;
  pickBar(picked: readonly number[], view: HistoryView): TemplateResult;
}

/** What the reader can do. */
export interface HistoryActions extends Omit<LaterActions, 'closeInnermost'> {
  choose(version: number, event: Event): void;
  compare(version: number): void;
  toggleMenu(menu: OpenMenu): void;
  toggleNote(version: number): void;
  loadOlder(): void;
  loadNewer(): void;
  reload(): void;
  setFilter(changed: { readonly [Key in keyof HistoryFilter]?: string }): void;
  search(text: string): void;
  clearFilters(): void;
  togglePanel(panel: Panel): void;
}

/** What the reader can do from what is loaded after the list. */
export interface LaterActions {
  run(action: MenuAction, version: number): void;
  togglePick(version: number): void;
  comparePicked(): void;
  stopPicking(): void;
  goToVersion(version: number): void;
  /** `end`: when the day is over; undefined for no day. */
  goToDate(end: string | undefined): void;
  back(): void;
  setMode(mode: 'changes' | 'full'): void;
  setBasis(basis: ShownComparison['basis']): void;
  swap(): void;
  /** Closes the innermost thing that is open, the focus back where it was opened. False where there is none. */
  closeInnermost(): boolean;
}
