import { type CSSResult, css } from 'lit';
import { marks, shape, surface, type } from '../../theme/palette.js';

/** What opens: menus, parts of the toolbar, the choice of two versions; and what was restored. */
export const popupStyles: CSSResult = css`
  .panel {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-end: 0;
    z-index: 4;
    display: grid;
    gap: 12px;
    inline-size: max-content;
    min-inline-size: 220px;
    padding: 14px;
    border: 1px solid ${surface.hairline};
    border-radius: ${shape.radius};
    background: ${surface.background};
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
  }
  .labelled { display: grid; gap: 4px; color: ${surface.muted}; font-size: ${type.small}; font-weight: 500; }
  .dates { display: grid; }
  .dates { gap: 12px; }
  .go { display: grid; grid-template-columns: 1fr auto; gap: 8px; align-items: end; }
  .menu {
    position: absolute;
    inset-block-start: calc(100% + 2px);
    inset-inline-end: 0;
    z-index: 5;
    inline-size: max-content;
    max-inline-size: min(280px, 80vw);
    padding: 5px;
    border: 1px solid ${surface.hairline};
    border-radius: ${shape.radius};
    background: ${surface.background};
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
  }
  .menu-item {
    display: block;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 6px 10px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: ${surface.text};
    font: 400 ${type.size} / 1.35 ${type.font};
    text-align: start;
    cursor: pointer;
  }
  .menu-item:is(:hover, :focus-visible) { background: ${surface.hover}; }
  .menu-item:focus-visible { outline-offset: -2px; }
  .menu-item[aria-disabled='true'] { color: ${surface.muted}; cursor: not-allowed; }
  .refusal { display: block; }
  :host(:state(narrow)) .menu-item { min-block-size: 44px; }
  .banner.restored { border-color: ${marks.added.mark}; }
  :host(:state(narrow)) .banner.restored p { flex-basis: 100%; }
  .pick-bar {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: grid;
    gap: 8px;
    margin-block-end: 12px;
    padding: 12px 14px;
    border: 1px solid ${surface.accent};
    border-radius: ${shape.radius};
    background: ${surface.background};
  }
  .pick-actions { display: flex; gap: 8px; }
  :host(:state(narrow)) .panel { inset-inline: 0; inline-size: auto; inset-block-start: calc(100% - 12px); }
  @media print {
    .menu { display: none; }
  }
`;
