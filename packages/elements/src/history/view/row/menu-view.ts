import { html, nothing, type TemplateResult } from 'lit';
import type { MenuAction, MenuItem } from '../../model/menu-items.js';

export interface MenuView {
  readonly label: string;
  readonly isOpen: boolean;
  readonly tabIndex: 0 | -1;
  readonly items: () => readonly MenuItem[];
  toggle(): void;
  run(action: MenuAction): void;
}

/** A ⋯ button and, while it is open, its menu. */
export function menuView({ label, isOpen, tabIndex, items, toggle, run }: MenuView): TemplateResult {
  return html`<span class="menu-anchor"
    ><button
      class="button quiet icon more"
      type="button"
      part="menu-button"
      data-control="menu"
      tabindex=${tabIndex}
      aria-haspopup="menu"
      aria-expanded=${isOpen}
      aria-label=${label}
      @click=${toggle}
    ></button
    >${
      isOpen
        ? html`<div class="menu" role="menu" part="menu" aria-label=${label}>
          ${items().map((item) => itemView(item, run))}
        </div>`
        : nothing
    }</span
  >`;
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
