import { type CSSResult, css } from 'lit';
import { shape, surface, type } from '../../theme/palette.js';

/** The chosen version. */
export const detailStyles: CSSResult = css`
  .detail { min-inline-size: 0; padding-block-end: 8px; }
  .back { margin-inline-start: -12px; margin-block-end: 8px; }
  .back-arrow:dir(rtl) { transform: scaleX(-1); }
  .detail { --policy-font-size-title: 1rem; }
  .detail-header { display: grid; gap: 6px; padding-block-end: 18px; }
  .detail-top { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; }
  .detail-name { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; min-inline-size: 0; }
  .detail-title { font-size: 1.125rem; font-weight: 600; line-height: 1.3; text-wrap: balance; }
  .detail-actions { position: relative; display: flex; flex-wrap: wrap; gap: 4px; align-items: center; justify-content: flex-end; }
  .reason { flex-basis: 100%; color: ${surface.muted}; text-align: end; }
  .detail-tools { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center; justify-content: space-between; padding-block-start: 8px; }
  .segments { display: inline-flex; }
  .segments .button { border-radius: 0; margin-inline-start: -1px; padding-inline: 10px; font-weight: 400; }
  .segments .button:first-child { margin-inline-start: 0; border-start-start-radius: ${shape.radius}; border-end-start-radius: ${shape.radius}; }
  .segments .button:last-child { border-start-end-radius: ${shape.radius}; border-end-end-radius: ${shape.radius}; }
  .segments .button[aria-disabled='true'] { border-color: ${surface.border}; }
  .segments [aria-pressed='true'] { z-index: 1; border-color: ${surface.accent}; background: ${surface.background}; box-shadow: inset 0 0 0 1px ${surface.accent}; color: ${surface.accent}; font-weight: 600; }
  .segments .button:focus-visible { z-index: 2; }
  .compare-with { display: inline-flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; font-size: ${type.small}; }
  .compare-with .quiet { padding-inline: 8px; }
  .full { inline-size: 100%; border-collapse: collapse; table-layout: fixed; }
  .full :is(th, td) { padding: 9px 12px; border-block-end: 1px solid ${surface.hairline}; text-align: start; vertical-align: top; font-weight: 400; }
  .full :is(th, td):first-child { padding-inline-start: 0; }
  .full thead th { border-block-end-color: ${surface.border}; color: ${surface.muted}; font-size: ${type.small}; font-weight: 500; }
  .full thead th:first-child { inline-size: 38%; }
  .full .group th { padding-block: 20px 6px; font-weight: 600; }
  .trail { display: block; }
  .text { white-space: pre-wrap; }
  .json { max-inline-size: 100%; white-space: pre-wrap; text-align: left; }
  .absent { color: ${surface.muted}; font-style: italic; }
  @media print {
    .compare-with, .segments { display: none; }
  }
  @media (forced-colors: active) {
    .segments [aria-pressed='true'] { outline: 2px solid Highlight; outline-offset: -3px; }
  }
`;
