import { type CSSResult, css } from 'lit';
import { marks, shape, surface, type } from '../theme/palette.js';

const layout = css`
  [part='base'] { display: grid; gap: calc(${shape.space} * 2); }
  header {
    display: grid;
    gap: 4px;
    padding-inline-start: calc(${shape.space} * 2);
    border-inline-start: 4px solid ${surface.border};
  }
  header.good { border-color: ${marks.added.mark}; }
  header.lifted { border-color: ${marks.moved.mark}; }
  header.open { border-color: ${marks.changed.mark}; }
  header.bad { border-color: ${surface.danger}; }
  header .title { display: flex; gap: 10px; align-items: center; }
  header .glyph {
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    font-size: 15px;
    line-height: 1;
  }
  .good .glyph { background: ${marks.added.background}; color: ${marks.added.text}; }
  .lifted .glyph { background: ${marks.moved.background}; color: ${marks.moved.text}; }
  .open .glyph { background: ${marks.changed.background}; color: ${marks.changed.text}; }
  .bad .glyph { background: ${marks.removed.background}; color: ${marks.removed.text}; }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 2px ${shape.space};
    align-items: center;
    color: ${surface.muted};
  }
  .meta > span:has(+ span)::after { content: '·'; content: '·' / ''; margin-inline-start: ${shape.space}; }
  .meta strong, .meta .label { color: ${surface.text}; font-weight: 600; }
  .meta .button { min-block-size: 26px; padding-inline: 8px; }
  .row { display: flex; flex-wrap: wrap; gap: 6px ${shape.space}; align-items: center; }
  :host(:state(wide)) .both { display: grid; grid-template-columns: 1fr 1fr; gap: calc(${shape.space} * 3); align-items: start; }
  .both { display: grid; gap: calc(${shape.space} * 2.5); }
  .both > section { display: grid; gap: ${shape.space}; align-content: start; min-inline-size: 0; }
  .now {
    padding-inline-start: calc(${shape.space} * 2);
    border-inline-start: 1px dashed ${surface.border};
  }
  .section-title { font-size: 1em; font-weight: 600; }
  [part='reviews'] { display: grid; gap: ${shape.space}; }
  a.button { text-decoration: none; }
  a { color: ${surface.accent}; }
`;

const findings = css`
  .findings { display: grid; gap: calc(${shape.space} * 1.5); counter-reset: finding; }
  .finding {
    display: grid;
    gap: 6px;
    padding: 12px 14px;
    border: 1px solid ${surface.hairline};
    border-radius: ${shape.radius};
    counter-increment: finding;
  }
  .finding .row strong::before { content: counter(finding) '. '; color: ${surface.muted}; font-weight: 400; }

  .sides b { font-weight: 600; }
  .excess { color: ${surface.danger}; font-weight: 600; }
  .warning .excess { color: ${marks.changed.text}; }
  .bar { display: block; inline-size: min(100%, 28rem); block-size: 12px; }
  .bar:dir(rtl) { transform: scaleX(-1); }
  .track { fill: ${surface.hover}; }
  .within { fill: ${surface.border}; }
  .over { fill: ${marks.removed.mark}; }
  .short { fill: ${marks.removed.background}; stroke: ${marks.removed.mark}; stroke-width: 1; vector-effect: non-scaling-stroke; }
  .tick { fill: ${surface.text}; }
  .ways { display: grid; gap: 2px; }
  .ways > div, .input > div { display: flex; flex-wrap: wrap; gap: 0 ${shape.space}; }
  dt { color: ${surface.muted}; }
  .ways dt::after, .input dt::after { content: ':'; }
`;

const notices = css`
  .notice {
    display: grid;
    gap: ${shape.space};
    padding: calc(${shape.space} * 1.5) calc(${shape.space} * 2);
    border: 1px solid ${surface.hairline};
    border-radius: ${shape.radius};
  }
  .drift { border-color: ${marks.changed.mark}; border-inline-start-width: 4px; }
  .sign { color: ${marks.changed.text}; }
  .moves { display: grid; gap: 4px; }
  .arrow:dir(rtl) { display: inline-block; transform: scaleX(-1); }
  .reviews, .rules { display: grid; gap: calc(${shape.space} * 1.25); }
  .reviews li { display: grid; gap: 2px; }
  .reviews .glyph { inline-size: 1.2em; color: ${surface.muted}; text-align: center; }
  .expired, .revoked, .replaced { color: ${surface.muted}; }
  .expired strong, .revoked strong, .replaced strong { text-decoration: line-through; }
  .reviews p:not(.row) { padding-inline-start: calc(1.2em + ${shape.space}); }
  details { border-block-start: 1px solid ${surface.hairline}; }
  details[open] { padding-block-end: ${shape.space}; }
  summary { padding-block: 10px; cursor: pointer; font-weight: 500; }
  .details { border-block-end: 1px solid ${surface.hairline}; }
  .rules li { display: grid; gap: 2px; }
  .rules p:not(.row) { padding-inline-start: calc(7rem + ${shape.space}); }
  .outcome .glyph { inline-size: 1em; text-align: center; }
  .outcome { display: inline-flex; gap: 6px; min-inline-size: 7rem; color: ${surface.muted}; font-size: ${type.small}; }
  .violated > .row .outcome, .failed > .row .outcome { color: ${surface.danger}; font-weight: 600; }
  .input { display: grid; gap: 4px; }
  .input .json { overflow: auto; white-space: pre-wrap; }
  slot[name='actions']::slotted(*) { margin-block: 0; }
`;

const media = css`
  :host(:state(narrow)) summary { padding-block: 12px; }
  :host(:state(narrow)) .rules p:not(.row) { padding-inline-start: 0; }
  :host(:state(narrow)) .meta .button { min-block-size: 44px; }
  @media (forced-colors: active) {
    header { border-inline-start: 6px solid CanvasText; }
    header .glyph { border: 1px solid CanvasText; }
    header.open { border-inline-start-style: double; }
    .bar { forced-color-adjust: none; }
    .track { fill: Canvas; stroke: CanvasText; }
    .within { fill: CanvasText; }
    .over, .short { fill: Highlight; stroke: none; }
    .tick { fill: CanvasText; stroke: Canvas; }
  }
  @media print {
    .finding, .reviews li { break-inside: avoid; }
  }
`;

export const decisionStyles: readonly CSSResult[] = [layout, findings, notices, media];
