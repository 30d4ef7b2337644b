import type { HistoryActions } from '../view/history-view.js';
import type { DetailControl } from './detail-control.js';
import type { ListControl } from './list-control.js';
import type { MenuControl } from './menu-control.js';

export interface Controls {
  readonly list: ListControl;
  readonly detail: DetailControl;
  readonly menus: MenuControl;
  refresh(): Promise<void>;
}

/** What the templates call. */
export function historyActions({ list, detail, menus, refresh }: Controls): HistoryActions {
  const { choose, compare, togglePick, comparePicked, stopPicking, setMode, setBasis, swap } = detail;
  const { toggle: toggleMenu, run, toggleNote, togglePanel } = menus;
  const { setFilter, search } = list;
  return {
    ...{ choose, compare, togglePick, comparePicked, stopPicking, setMode, setBasis, swap },
    ...{ toggleMenu, run, toggleNote, togglePanel, setFilter, search },
    back: () => void detail.back(),
    loadOlder: () => void list.loadOlder(),
    loadNewer: () => void list.loadNewer(),
    reload: () => void refresh(),
    clearFilters: () => void list.clearFilters(),
    goToVersion: (version) => void menus.goToVersion(version),
    goToDate: (end) => void menus.goToDay(end),
  };
}
