import { diffEn } from '../../messages/en/diff.js';
import { historyEn } from '../../messages/en/history.js';
import { historyDetailEn } from '../../messages/en/history-detail.js';
import { restoreEn } from '../../messages/en/restore.js';
import { sharedEn } from '../../messages/en/shared.js';
import type { EnglishParts } from '../../messages/message-table.js';
import { detailStyles } from '../styles/detail-styles.js';
import { popupStyles } from '../styles/popup-styles.js';

export { detailView } from '../detail/detail-view.js';
export { fullView, readFullVersion } from '../detail/full-view.js';
export { historyKey } from '../focus/history-keys.js';
export { RestoreControl } from '../restoring/restore-control.js';
export { restoredView } from '../restoring/restored-view.js';
export { laterActions } from './later-actions.js';
export { menuList } from './menu-list.js';
export { datesView, goToView } from './panel-views.js';
export { pickBar } from './pick-bar.js';

/** What the history says and looks like from now on. */
export const english: EnglishParts = {
  shared: sharedEn,
  history: (speech) => ({ ...historyEn(speech), ...historyDetailEn(speech) }),
  restore: restoreEn,
  diff: diffEn,
};
export const styles = [popupStyles, detailStyles] as const;
