import { CompareControl } from '../control/compare-control.js';
import type { HistoryHost } from '../control/history-host.js';
import { VersionActions, type VersionControls } from '../control/version-actions.js';
import type { LaterActions } from '../view/history-view.js';

/** What the reader does from what is loaded after the list. */
export function laterActions(host: HistoryHost, controls: Omit<VersionControls, 'compare'>): LaterActions {
  const compare = new CompareControl(host, controls.list, controls.detail);
  const versions = new VersionActions(host, { ...controls, compare });
  const { togglePick, comparePicked, stopPicking, setMode, setBasis, swap } = compare;
  const { run, closeInnermost } = versions;
  return {
    ...{ togglePick, comparePicked, stopPicking, setMode, setBasis, swap, run, closeInnermost },
    back: () => void compare.back(),
    goToVersion: (version) => void versions.goToVersion(version),
    goToDate: (end) => void versions.goToDay(end),
  };
}
