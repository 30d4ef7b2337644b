import { type CSSResult, css } from 'lit';
import { marks, surface, type } from '../../theme/palette.js';

/** Rows and days. */
export const listStyles: CSSResult = css`
  .day {
    padding-block: 20px 6px;
    padding-inline: 17px;
    color: ${surface.muted};
    font-size: ${type.small};
    font-weight: 600;
  }
  .day-group:first-of-type .day { padding-block-start: 4px; }
  li { border-block-start: 1px solid ${surface.hairline}; }
  .day-group li:last-child { border-block-end: 1px solid ${surface.hairline}; }
  .row {
    position: relative;
    display: grid;
    gap: 4px;
    padding-block: 12px;
    padding-inline: 14px;
    border-inline-start: 3px solid transparent;
  }
  .row:hover { background: ${surface.raised}; }
  .row.selected { border-inline-start-color: ${surface.accent}; background: ${surface.raised}; }
  .row-head {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: center;
    min-block-size: 28px;
    padding-inline-end: 9em;
  }
  .row-head > :not(.row-title) { flex: none; }
  .row-title { min-inline-size: 0; font-size: inherit; font-weight: 600; line-height: 1.4; }
  .row-link {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 6px;
    align-items: center;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: ${surface.text};
    font: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .row-link:hover { color: ${surface.accent}; text-decoration: underline; }
  .row-label { color: ${surface.muted}; font-weight: 400; }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 0;
    align-items: center;
    color: ${surface.muted};
    font-size: ${type.small};
  }
  .meta > :not(:last-child)::after { content: '·'; content: '·' / ''; padding-inline: 6px; }
  .author { display: inline-flex; align-items: center; min-inline-size: 0; }
  .avatar {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin-inline-end: 5px;
    border-radius: 50%;
    background: ${surface.hover};
    box-shadow: inset 0 0 0 1px ${surface.hairline};
    color: ${surface.muted};
    font-size: 9px;
    font-weight: 600;
    line-height: 1;
  }
  .unknown, .note.none { font-style: italic; }
  .note.none { color: ${surface.muted}; font-size: ${type.small}; }
  .note { white-space: pre-line; }
  .note.clamped {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
  }
  .inline-button {
    justify-self: start;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: ${surface.accent};
    font: 500 ${type.small} / 1.25 ${type.font};
    cursor: pointer;
  }
  .changes { display: grid; gap: 1px; padding-block-start: 2px; font-size: ${type.small}; font-variant-numeric: tabular-nums; }
  .field, .left, .first { color: ${surface.muted}; }
  .field { padding-inline-end: 4px; unicode-bidi: isolate; }
  .badges { display: flex; flex-wrap: wrap; gap: 4px; padding-block-start: 2px; }
  .badges .badge { white-space: normal; }
  .row-actions {
    position: absolute;
    inset-block-start: 10px;
    inset-inline-end: 8px;
    display: flex;
    align-items: center;
  }
  .row-actions .button { padding-inline: 8px; font-size: ${type.small}; }
  .row-actions .icon { padding-inline: 0; }
  .pick { inline-size: 18px; block-size: 18px; margin: 3px; accent-color: ${surface.accent}; }
  .page { padding-block: 16px; text-align: center; }
  .page .button { inline-size: 100%; }
  .shown-of { padding-block: 4px; text-align: center; }
  :host([density='compact']) .row { gap: 1px; padding-block: 7px; }
  :host([density='compact']) .row-actions { inset-block-start: 6px; }
  :host(:state(narrow)) .row-head { min-block-size: 44px; padding-inline-end: 44px; }
  .row-head.row-head:has(.pick), :host(:state(narrow)) .row-head:has(.pick) { flex-wrap: nowrap; padding-inline-end: 0; }
  :host(:state(narrow)) .row-link { min-block-size: 44px; }
  :host(:state(narrow)) .inline-button { min-block-size: 44px; }
  :host(:state(narrow)) .row-actions { inset-block-start: 12px; inset-inline-end: 0; }
  :host(:state(narrow)) .pick { inline-size: 24px; block-size: 24px; margin: 10px; }
  .skeleton { display: grid; gap: 9px; padding: 14px 17px; border-block-start: 1px solid ${surface.hairline}; }
  .skeleton i, .skeleton-detail i { block-size: 12px; border-radius: 4px; background: ${surface.hover}; animation: breathe 1.6s ease-in-out infinite; }
  .skeleton i:nth-child(1) { inline-size: 32%; }
  .skeleton i:nth-child(2) { inline-size: 58%; }
  .skeleton i:nth-child(3) { inline-size: 76%; }
  .skeleton-detail { display: grid; gap: 12px; padding-block: 16px; }
  .skeleton-detail i:nth-child(2) { inline-size: 80%; }
  .skeleton-detail i:nth-child(3) { inline-size: 62%; }
  @keyframes breathe { 50% { opacity: 0.45; } }
  @media (forced-colors: active) {
    .row { border-inline-start-color: Canvas; }
    .row.selected { border-inline-start: 6px solid Highlight; padding-inline-start: 11px; }
    .skeleton i { background: GrayText; }
    .avatar { border: 1px solid CanvasText; }
  }
  @media print {
    .row { break-inside: avoid; }
    .row-actions, .inline-button, .page { display: none; }
    .note.clamped { display: block; overflow: visible; }
  }
  .banner.new { border-color: ${marks.added.mark}; background: ${marks.added.background}; color: ${marks.added.text}; }
`;
