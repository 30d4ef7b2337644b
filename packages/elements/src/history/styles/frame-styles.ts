import { type CSSResult, css } from 'lit';
import { marks, shape, surface, type } from '../../theme/palette.js';

/** Header, toolbar, banners, menus and how list and detail stand to one another. */
export const frameStyles: CSSResult = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 16px;
    align-items: center;
    padding-block-end: 16px;
  }
  .name { display: flex; flex-wrap: wrap; gap: 0 10px; align-items: baseline; margin-inline-end: auto; }
  .toolbar, .filters { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; min-inline-size: 0; }
  .toolbar .input { max-inline-size: 100%; }
  .toolbar .search { inline-size: 180px; }
  .toolbar select.input { inline-size: auto; max-inline-size: 168px; text-overflow: ellipsis; }
  .toolbar .button { font-weight: 400; }
  .toolbar .set { border-color: ${surface.accent}; box-shadow: inset 0 0 0 1px ${surface.accent}; }
  .disclosure { position: relative; }
  .twist { inline-size: 0.4em; block-size: 0.4em; border: solid currentColor; border-width: 0 1.5px 1.5px 0; transform: translateY(-2px) rotate(45deg); }
  .panel {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-end: 0;
    z-index: 4;
    display: grid;
    gap: 12px;
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
  .banner {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 8px;
    align-items: center;
    margin-block-end: 12px;
    padding: 7px 8px 7px 14px;
    padding-inline: 14px 8px;
    border: 1px solid ${surface.hairline};
    border-radius: ${shape.radius};
    background: ${surface.raised};
  }
  .banner p { flex: 1 1 10em; min-inline-size: 0; padding-block: 3px; }
  .banner .alert { flex-basis: 100%; }
  .banner.offline, .banner.stale { border-color: ${marks.changed.mark}; background: ${marks.changed.background}; color: ${marks.changed.text}; }
  .banner.restored { border-color: ${marks.added.mark}; }
  .failure { display: grid; gap: 10px; justify-items: start; padding-block: 8px 16px; }
  .state { display: grid; gap: 12px; justify-items: center; }
  .menu-anchor { position: relative; display: inline-flex; }
  .more::before { content: '⋯'; content: '⋯' / ''; font-size: 1.25em; font-weight: 700; line-height: 1; }
  .more[aria-expanded='true'] { background: ${surface.hover}; }
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
  :host(:state(narrow)) .name { inline-size: 100%; }
  :host(:state(narrow)) .toolbar { inline-size: 100%; }
  :host(:state(narrow)) .disclosure { position: static; flex: 1; }
  :host(:state(narrow)) .disclosure > .button { inline-size: 100%; }
  :host(:state(narrow)) .top { position: relative; }
  :host(:state(narrow)) .panel { inset-inline: 0; inset-block-start: calc(100% - 12px); }
  :host(:state(narrow)) .filters { display: grid; gap: 12px; }
  :host(:state(narrow)) .filters .input { inline-size: 100%; max-inline-size: none; }
  .columns { display: grid; align-items: start; }
  :host(:state(wide)) .columns.two { grid-template-columns: minmax(300px, 36%) minmax(0, 1fr); }
  :host(:state(wide)) .columns.two .detail {
    position: sticky;
    inset-block-start: 0;
    max-block-size: 100vh;
    margin-inline-start: 24px;
    padding-inline-start: 24px;
    border-inline-start: 1px solid ${surface.hairline};
    overflow: auto;
  }
  .list { min-inline-size: 0; }
  @media (forced-colors: active) {
    .toolbar .set { outline: 2px solid Highlight; }
  }
  @media print {
    .toolbar, .menu, .compare-with, .segments { display: none; }
    :host(:state(wide)) .columns.two .detail { position: static; max-block-size: none; }
  }
`;
