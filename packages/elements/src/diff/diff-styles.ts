import { type CSSResult, css } from 'lit';
import { marks, shape, surface, type } from '../theme/palette.js';
import { kindStyles } from './kind-styles.js';

const header = css`
  header {
    display: flex;
    flex-wrap: wrap;
    gap: ${shape.space} calc(${shape.space} * 2);
    align-items: start;
    justify-content: space-between;
    padding-block-end: calc(${shape.space} * 1.5);
  }
  .summary {
    min-inline-size: 0;
  }
  .steps {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .position:empty { display: none; }
  .position {
    padding-inline-end: ${shape.space};
    color: ${surface.muted};
  }
  .footer {
    padding-block-start: calc(${shape.space} * 1.5);
  }
`;

const table = css`
  .changes {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  .changes th, .changes td {
    padding: 10px 12px;
    border-block-end: 1px solid ${surface.hairline};
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  .changes :is(th, td):first-child { padding-inline-start: 10px; }
  .changes thead th {
    padding-block: 6px;
    border-block-end-color: ${surface.border};
    color: ${surface.muted};
    font-size: ${type.small};
    font-weight: 500;
  }
  .split thead th:nth-child(1) { inline-size: 24%; }
  .split thead th:nth-child(2) { inline-size: 27%; }
  .unified thead th:nth-child(1) { inline-size: 28%; }
  .unified thead th:nth-child(2) { inline-size: 28%; }
  .changes th[scope='row'] {
    border-inline-start: 3px solid transparent;
    scroll-margin-block: 48px;
  }
  .changes .added th[scope='row'] { border-inline-start-color: ${marks.added.mark}; }
  .changes .removed th[scope='row'] { border-inline-start-color: ${marks.removed.mark}; }
  .changes .changed th[scope='row'] { border-inline-start-color: ${marks.changed.mark}; }
  .changes .moved th[scope='row'] { border-inline-start-color: ${marks.moved.mark}; }
  [aria-current='true'] > :is(th, td), .card[aria-current='true'] { background: ${surface.raised}; }
  .changes .group th {
    padding-block: 20px 6px;
    font-weight: 600;
  }
  .group-button {
    margin-inline-start: -12px;
    font-weight: 600;
  }
  .group-button .count { color: ${surface.muted}; font-weight: 400; }
  .twist {
    inline-size: 0.45em;
    block-size: 0.45em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
    transition: transform 120ms;
  }
  [aria-expanded='false'] > .twist { transform: rotate(-45deg); }
  [aria-expanded='false'] > .twist:dir(rtl) { transform: rotate(135deg); }
  :host([density='compact']) .changes :is(th, td) { padding-block: 5px; }
`;

const cells = css`
  .trail {
    color: ${surface.muted};
    font-size: ${type.small};
    font-weight: 400;
  }
  .trail + .trail::before { content: '› '; content: '› ' / ''; }
  .label {
    display: block;
    font-weight: 600;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .path, .note {
    display: block;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    color: ${surface.muted};
    font-size: ${type.small};
  }
  .delta {
    display: block;
    padding-block-start: 3px;
    color: ${surface.muted};
    font-size: ${type.small};
  }
  .text { white-space: pre-wrap; }
  .text :is(del, ins) { padding-inline: 1px; }
  .json {
    max-inline-size: 100%;
    white-space: pre-wrap;
    text-align: left;
  }
  .members {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 12px;
  }
  :host(:not(:state(wide), :state(narrow))) .members {
    grid-template-columns: 1fr;
    gap: 0;
  }
  .members dt { font-size: ${type.small}; }
  .members dd { min-inline-size: 0; }
  .members pre { display: inline; }
  .arrow { color: ${surface.muted}; }
  .arrow:dir(rtl) { display: inline-block; transform: scaleX(-1); }
  .unchanged .label { font-weight: 400; }
  .cards { display: grid; gap: ${shape.space}; }
  .card {
    display: grid;
    gap: 6px;
    padding: 12px;
    border: 1px solid ${surface.hairline};
    border-inline-start: 3px solid ${surface.border};
    border-radius: ${shape.radius};
  }
  .card.added { border-inline-start-color: ${marks.added.mark}; }
  .card.removed { border-inline-start-color: ${marks.removed.mark}; }
  .card.changed { border-inline-start-color: ${marks.changed.mark}; }
  .card.moved { border-inline-start-color: ${marks.moved.mark}; }
  .group-title { padding-block: 20px ${shape.space}; font-size: 1em; font-weight: 600; }
  .unchanged.cards, .more:not(:empty) { padding-block-start: ${shape.space}; }
`;

const media = css`
  @media (forced-colors: active) {
    .changes .added th[scope='row'], .card.added { border-inline-start: 4px solid CanvasText; }
    .changes .removed th[scope='row'], .card.removed { border-inline-start: 4px dashed CanvasText; }
    .changes .changed th[scope='row'], .card.changed { border-inline-start: 4px double CanvasText; }
    .changes .moved th[scope='row'], .card.moved { border-inline-start: 4px dotted CanvasText; }
    [aria-current='true'] { outline: 2px solid Highlight; }
  }
  @media print {
    .changes tr, .card { break-inside: avoid; }
    .steps { display: none; }
  }
`;

export const diffStyles: readonly CSSResult[] = [kindStyles, header, table, cells, media];
