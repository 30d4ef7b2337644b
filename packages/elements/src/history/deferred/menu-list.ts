import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryVersion } from '../../source.js';
import { type MenuAction, type MenuItem, menuItems } from '../model/menu-items.js';
import type { HistoryView } from '../view/history-view.js';

/** What an open ⋯ menu offers for a version; the detail has buttons of its own for some of it. */
export function menuList(row: HistoryVersion, place: 'row' | 'detail', view: HistoryView): TemplateResult {
  const { actions, context, width, list, hrefFor } = view;
  const isNarrow = place === 'row' && width === 'narrow';
  const situation = { ...view, current: list.current, hasLinks: hrefFor !== undefined, isNarrow };
  const run = (action: MenuAction): void => actions.run(action, row.version);
  const items = menuItems(row, situation, context.messages).filter(
    ({ action }) => place === 'row' || (action !== 'restore' && action !== 'full'),
  );
  return html`<div class="menu" role="menu" part="menu" aria-label=${context.messages.history.actionsOf(row.version)}>
    ${items.map((item) => itemView(item, run))}
  </div>`;
}

function itemView({ action, label, refusal }: MenuItem, run: (action: MenuAction) => void): TemplateResult {
  const refused = refusal !== undefined;
  return html`<button
    class="menu-item"
    type="button"
    role="menuitem"
    tabindex="-1"
    data-action=${action}
    aria-disabled=${refused ? 'true' : nothing}
    @click=${() => (refused ? undefined : run(action))}
  >
    ${label}${refused ? html`<span class="small refusal">${refusal}</span>` : nothing}
  </button>`;
}
