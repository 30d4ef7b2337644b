import type { Messages } from '../../messages/message-table.js';
import type { HistoryVersion } from '../../source.js';

/** What a ⋯ menu can do with a version. */
export type MenuAction = 'compare' | 'full' | 'compareCurrent' | 'compareOther' | 'restore' | 'link' | 'json';

export interface MenuItem {
  readonly action: MenuAction;
  readonly label: string;
  /** Why it cannot be done. */
  readonly refusal: string | undefined;
}

export interface MenuSituation {
  readonly current: number | undefined;
  readonly currentHash: string | undefined;
  readonly canCompare: boolean;
  readonly restoreRefusal: string | undefined;
  readonly hasLinks: boolean;
  /** The row has no button of its own for it. */
  readonly isNarrow: boolean;
}

export function menuItems(row: HistoryVersion, situation: MenuSituation, messages: Messages): readonly MenuItem[] {
  const { history } = messages;
  const { canCompare, restoreRefusal, current } = situation;
  const isCurrent = row.version === current;
  const items: readonly (readonly [MenuAction, string, boolean])[] = [
    ['compare', history.compare, canCompare && situation.isNarrow && row.version > 1],
    ['full', history.viewFull, true],
    ['compareCurrent', history.compareWithCurrent, canCompare && !isCurrent && current !== undefined],
    ['compareOther', history.compareWithOther, canCompare],
    ['restore', history.restore, restoreRefusal !== undefined],
    ['link', history.copyLink, situation.hasLinks],
    ['json', history.copyJson, true],
  ];
  return items
    .filter(([, , isOffered]) => isOffered)
    .map(([action, label]) => ({
      action,
      label,
      refusal: action === 'restore' ? restoreRefusalOf(row, situation, messages) : undefined,
    }));
}

/** Why a version cannot be restored; undefined where it can. */
export function restoreRefusalOf(
  row: Pick<HistoryVersion, 'version' | 'contentHash' | 'sync'>,
  { current, currentHash, restoreRefusal }: Pick<MenuSituation, 'current' | 'currentHash' | 'restoreRefusal'>,
  { history }: Messages,
): string | undefined {
  if (restoreRefusal) return restoreRefusal;
  if (row.version === current) return history.isCurrent;
  if (row.contentHash === currentHash) return history.sameAsCurrent;
  return row.sync === undefined ? undefined : history.notSynced;
}
