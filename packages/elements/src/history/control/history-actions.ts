import type { HistoryActions, LaterActions } from '../view/history-view.js';
import type { DetailControl } from './detail-control.js';
import type { ListControl } from './list-control.js';
import type { MenuControl } from './menu-control.js';

export interface Controls {
  readonly list: ListControl;
  readonly detail: DetailControl;
  readonly menus: MenuControl;
  refresh(): Promise<void>;
  /** Undefined until it is loaded, with all that the reader does it from. */
  later(): LaterActions | undefined;
}

/** What the templates call. */
export function historyActions({ list, detail, menus, refresh, later }: Controls): HistoryActions {
  const { choose, compare } = detail;
  const { toggle: toggleMenu, toggleNote, togglePanel } = menus;
  const { setFilter, search } = list;
  return {
    ...{ choose, compare, toggleMenu, toggleNote, togglePanel, setFilter, search },
    loadOlder: () => void list.loadOlder(),
    loadNewer: () => void list.loadNewer(),
    reload: () => void refresh(),
    clearFilters: () => void list.clearFilters(),
    run: (action, version) => later()?.run(action, version),
    togglePick: (version) => later()?.togglePick(version),
    comparePicked: () => later()?.comparePicked(),
    stopPicking: () => later()?.stopPicking(),
    goToVersion: (version) => later()?.goToVersion(version),
    goToDate: (end) => later()?.goToDate(end),
    back: () => later()?.back(),
    setMode: (mode) => later()?.setMode(mode),
    setBasis: (basis) => later()?.setBasis(basis),
    swap: () => later()?.swap(),
  };
}
