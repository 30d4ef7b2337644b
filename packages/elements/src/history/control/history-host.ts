import type { Actor } from '@policytrail/core';
import type { Width } from '../../base/environment/host-width.js';
import type { Permissions } from '../../base/permissions.js';
import type { FieldSchema } from '../../fields/field-lookup.js';
import type { FormatContext } from '../../format/format-context.js';
import type { PartialMessages } from '../../messages/message-table.js';
import type { HistoryFilter, HistoryVersion, PolicyHistorySource } from '../../source.js';

/** What a page sets on a history. */
export interface HistoryProperties {
  source: PolicyHistorySource | undefined;
  versions: readonly HistoryVersion[] | undefined;
  current: number | undefined;
  total: number | undefined;
  schema: FieldSchema | undefined;
  selected: number | undefined;
  compareFrom: number | undefined;
  compareTo: number | undefined;
  view: 'changes' | 'full';
  filter: HistoryFilter;
  hrefFor: ((version: number) => string) | undefined;
  pageSize: number;
  maxMounted: number;
  restoreConfirmation: 'none' | 'type-version';
  notes: 'optional' | 'required' | 'hidden';
  renderAuthor: ((author: Actor | null, version: HistoryVersion) => unknown) | undefined;
  renderRowExtra: ((version: HistoryVersion) => unknown) | undefined;
  readonly readOnly: boolean;
  readonly locale: string;
  readonly timeZone: string;
  readonly messages: PartialMessages | undefined;
  readonly permissions: Permissions | undefined;
  readonly clock: () => number;
  readonly noShortcuts: boolean;
  readonly headingLevel: number;
  readonly density: 'comfortable' | 'compact';
}

/** The element, as what works behind it sees it. */
export interface HistoryHost {
  readonly element: HTMLElement & HistoryProperties;
  readonly root: ShadowRoot;
  readonly context: FormatContext;
  readonly width: Width;
  say(message: string): void;
  /** Takes back what was said. */
  hush(): void;
  refusal(action: keyof Permissions): string | undefined;
  update(): void;
  /** Settles when what was changed is on the page. */
  updated(): Promise<unknown>;
}
