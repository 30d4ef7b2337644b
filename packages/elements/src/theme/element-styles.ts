import { type CSSResult, css } from 'lit';
import { buttonStyles } from './button-styles.js';
import { shape, surface, type } from './palette.js';

const foundation = css`
  :host {
    display: block;
    box-sizing: border-box;
    background: ${surface.background};
    color: ${surface.text};
    font: 400 ${type.size} / 1.5 ${type.font};
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: inherit;
  }
  h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, table, pre {
    margin: 0;
    padding: 0;
  }
  ul, ol {
    list-style: none;
  }
  .title {
    font-size: ${type.title};
    font-weight: 600;
    line-height: 1.3;
    text-wrap: balance;
  }
  .muted {
    color: ${surface.muted};
  }
  .small {
    font-size: ${type.small};
  }
  code, pre {
    font-family: ${type.mono};
    font-size: 0.9285em;
  }
  .numeric, time {
    font-variant-numeric: tabular-nums;
  }
  /* What we put together reads in the direction of the page; guessing from its first letter would be misled by marks. */
  .numeric:is(bdi, del, ins) {
    direction: inherit;
    unicode-bidi: isolate;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 2px solid ${surface.accent};
    outline-offset: 2px;
    border-radius: 3px;
  }
  .state {
    padding-block: calc(${shape.space} * 4);
    padding-inline: calc(${shape.space} * 2);
    border: 1px dashed ${surface.hairline};
    border-radius: ${shape.radius};
    color: ${surface.muted};
    text-align: center;
  }
  .alert {
    padding: ${shape.space} calc(${shape.space} * 1.5);
    border-inline-start: 3px solid ${surface.danger};
    color: ${surface.danger};
  }
  .hidden-note {
    font-size: ${type.small};
    font-weight: 400;
    font-style: italic;
  }
  .hidden-character {
    padding-inline: 3px;
    border: 1px solid currentColor;
    border-radius: 3px;
    font-family: ${type.mono};
    font-size: 0.8571em;
  }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** What every element looks like before its own styles. */
export const elementStyles: readonly CSSResult[] = [foundation, buttonStyles];
