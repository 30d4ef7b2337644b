import { type CSSResult, css } from 'lit';
import { marks, shape, surface, type } from '../theme/palette.js';

const layout = css`
  [part='base'], form {
    display: grid;
    gap: calc(${shape.space} * 2.5);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: ${shape.space} calc(${shape.space} * 2);
    align-items: center;
    justify-content: space-between;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: ${shape.space};
    align-items: center;
  }
  .row:empty { display: none; }
  .between { justify-content: space-between; }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    inline-size: 100%;
    margin-block-end: calc(${shape.space} * 1.5);
    padding: 0 0 6px;
    border-block-end: 1px solid ${surface.hairline};
    font-weight: 600;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
    gap: calc(${shape.space} * 2.5) calc(${shape.space} * 3);
    align-items: start;
  }
  .full { grid-column: 1 / -1; }
`;

const fields = css`
  .field {
    display: grid;
    align-content: start;
    min-inline-size: 0;
  }
  .optional { font-size: ${type.small}; font-weight: 400; }
  .was { padding-block-start: 4px; color: ${marks.changed.text}; font-size: ${type.small}; }
  .problem::before { content: '\\26A0\\FE0E\\00A0'; content: '\\26A0\\FE0E\\00A0' / ''; }
  div.field-label { color: ${surface.muted}; font-weight: 500; }
  .shown .text { white-space: pre-wrap; }
  .shown .json { max-block-size: 12em; overflow: auto; white-space: pre-wrap; }
  .input { min-inline-size: 0; min-block-size: 36px; color-scheme: inherit; }
  .input.json { font-family: ${type.mono}; font-size: 0.9285em; }
  .edited .input, .edited .box { border-inline-start: 3px solid ${marks.changed.mark}; }
  .box {
    display: flex;
    align-items: center;
    min-inline-size: 0;
    border: 1px solid ${surface.border};
    border-radius: ${shape.radius};
    background: ${surface.background};
  }
  .box:has([aria-invalid]) { border: 2px solid ${surface.danger}; }
  .box:focus-within { outline: 2px solid ${surface.accent}; }
  .field .box .input { flex: 1; min-block-size: 34px; padding: 4px 10px; border: 0; background: transparent; }
  .box .input:focus-visible { outline: none; }
  .affix { flex: none; padding-inline: 10px; color: ${surface.muted}; }
  .field .box .affix + .input { padding-inline-start: 0; }
  .check { display: inline-flex; gap: 8px; align-items: center; min-block-size: 36px; }
  [type='checkbox'] { margin: 2px; }
  .over { color: ${surface.danger}; font-weight: 600; }
`;

const notices = css`
  .notice, .changes, .review {
    padding: calc(${shape.space} * 1.5) calc(${shape.space} * 2);
    border: 1px solid ${surface.hairline};
    border-radius: ${shape.radius};
  }
  .notice { display: grid; gap: ${shape.space}; }
  .conflict { border-color: ${marks.changed.mark}; border-inline-start-width: 4px; }
  .problems { border-color: ${surface.danger}; border-inline-start-width: 4px; }
  .problems ul { display: grid; gap: 4px; }
  .problems a { color: ${surface.danger}; font-weight: 600; }
  .changes {
    display: flex;
    flex-wrap: wrap;
    gap: ${shape.space} calc(${shape.space} * 2);
    align-items: center;
    justify-content: space-between;
    border-color: transparent;
    background: ${surface.raised};
  }
  .changes > div { display: flex; flex: 1 1 16rem; flex-wrap: wrap; gap: 4px ${shape.space}; }
  .changes ul { display: flex; flex-wrap: wrap; gap: 4px calc(${shape.space} * 2); }
  .changes .label { font-weight: 500; }
  .arrow { color: ${surface.muted}; }
  .arrow:dir(rtl) { display: inline-block; transform: scaleX(-1); }
  .meta > span:has(+ span)::after { content: '·'; content: '·' / ''; margin-inline-start: ${shape.space}; }
  .quiet-line { color: ${surface.muted}; }
  .skeleton { display: block; block-size: 60px; border-radius: ${shape.radius}; background: ${surface.raised}; }
  .meta { display: flex; flex-wrap: wrap; gap: 4px ${shape.space}; align-items: center; color: ${surface.muted}; }
  a.button { text-decoration: none; }
`;

const media = css`
  :host(:state(narrow)) .field .input { min-block-size: 44px; }
  :host(:state(narrow)) .input { font-size: 16px; }
  :host(:state(narrow)) form .button { flex: 1 1 auto; }
  :host(:state(narrow)) .check { min-block-size: 44px; }
  :host([density='compact']) .field .input { min-block-size: 28px; padding-block: 2px; }
  :host([density='compact']) [part='base'], :host([density='compact']) form { gap: calc(${shape.space} * 1.5); }
  @media (forced-colors: active) {
    .edited .input, .edited .box { border-inline-start: 5px double CanvasText; }
    .box:has([aria-invalid]) { border-style: dashed; }
    .changes { border-color: CanvasText; }
  }
  @media print {
    .notes, .changes .button { display: none; }
  }
`;

export const settingsStyles: readonly CSSResult[] = [layout, fields, notices, media];
