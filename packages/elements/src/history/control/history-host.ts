import type { Actor } from '@policytrail/core';
import type { BodyHost } from '../../base/body/element-body.js';
import type { FieldSchema } from '../../fields/field-lookup.js';
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
}

/** A history, as what works behind it sees it. */
export type HistoryHost = BodyHost<HistoryProperties>;
