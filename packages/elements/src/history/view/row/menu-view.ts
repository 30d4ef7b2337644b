import { html, nothing, type TemplateResult } from 'lit';

export interface MenuView {
  readonly label: string;
  readonly isOpen: boolean;
  readonly tabIndex: 0 | -1;
  /** What it opens. */
  readonly list: () => unknown;
  toggle(): void;
}

/** A ⋯ button and, while it is open, its menu. */
export function menuView({ label, isOpen, tabIndex, list, toggle }: MenuView): TemplateResult {
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
    >${isOpen ? list() : nothing}</span
  >`;
}
