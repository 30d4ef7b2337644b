import { type CSSResult, css } from 'lit';
import { marks, shape, surface } from '../../theme/palette.js';

/** Header, toolbar, banners and how list and detail stand to one another. */
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
  .failure { display: grid; gap: 10px; justify-items: start; padding-block: 8px 16px; }
  .state { display: grid; gap: 12px; justify-items: center; }
  .menu-anchor { position: relative; display: inline-flex; }
  .more::before { content: '⋯'; content: '⋯' / ''; font-size: 1.25em; font-weight: 700; line-height: 1; }
  .more[aria-expanded='true'] { background: ${surface.hover}; }
  :host(:state(narrow)) .name { inline-size: 100%; }
  :host(:state(narrow)) .toolbar { inline-size: 100%; }
  :host(:state(narrow)) .disclosure { position: static; flex: 1; }
  :host(:state(narrow)) .disclosure > .button { inline-size: 100%; }
  :host(:state(narrow)) .top { position: relative; }
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
    .toolbar { display: none; }
    :host(:state(wide)) .columns.two .detail { position: static; max-block-size: none; }
  }
`;
