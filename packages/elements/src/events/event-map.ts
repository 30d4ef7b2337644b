import type { DiffReadyEvent, LayoutChangeEvent } from './display-events.js';
import type { DirtyChangeEvent, RecheckEvent, SavedEvent, SaveEvent, SaveFailedEvent } from './edit-events.js';
import type {
  CopyEvent,
  FilterChangeEvent,
  HistoryOpenEvent,
  LoadMoreEvent,
  NavigateEvent,
  RefreshEvent,
  RestoredEvent,
  RestoreEvent,
  RestoreFailedEvent,
  RestoreOpenEvent,
  VersionRequestEvent,
} from './history-events.js';

/** Every event of the elements, by name. */
export interface PolicyEventMap {
  'policy-navigate': NavigateEvent;
  'policy-history-open': HistoryOpenEvent;
  'policy-load-more': LoadMoreEvent;
  'policy-filter-change': FilterChangeEvent;
  'policy-version-request': VersionRequestEvent;
  'policy-restore-open': RestoreOpenEvent;
  'policy-restore': RestoreEvent;
  'policy-restored': RestoredEvent;
  'policy-restore-failed': RestoreFailedEvent;
  'policy-refresh': RefreshEvent;
  'policy-copy': CopyEvent;
  'policy-diff-ready': DiffReadyEvent;
  'policy-layout-change': LayoutChangeEvent;
  'policy-dirty-change': DirtyChangeEvent;
  'policy-save': SaveEvent;
  'policy-saved': SavedEvent;
  'policy-save-failed': SaveFailedEvent;
  'policy-recheck': RecheckEvent;
}

declare global {
  interface HTMLElementEventMap extends PolicyEventMap {}
}
