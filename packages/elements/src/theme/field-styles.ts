import { type CSSResult, css } from 'lit';
import { shape, surface, type } from './palette.js';

/** `<input class="input">` and `<select>`, and the `labelled` around or before it. */
export const fieldStyles: CSSResult = css`
  .input {
    min-block-size: 32px;
    min-inline-size: 0;
    padding-inline: 10px;
    border: 1px solid ${surface.border};
    border-radius: ${shape.radius};
    background: ${surface.background};
    color: inherit;
    font: 400 ${type.size} / 1.25 ${type.font};
  }
  .input::placeholder { color: ${surface.muted}; opacity: 1; }
  .input[aria-invalid='true'] { border-color: ${surface.danger}; }
  .labelled { color: ${surface.muted}; font-size: ${type.small}; font-weight: 500; }
  :host([density='compact']) .input { min-block-size: 26px; }
  :host(:state(narrow)) .input { min-block-size: 44px; }
  @media (pointer: coarse) {
    .input { min-block-size: 44px; }
  }
`;
