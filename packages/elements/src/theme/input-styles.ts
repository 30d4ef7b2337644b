import { type CSSResult, css } from 'lit';
import { shape, surface, type } from './palette.js';

/**
 * `<label class="field-label">`, `<input class="input">` (also select and textarea), `<p class="help">` and `<p class="problem">`
 * under it. Wrong values by `aria-invalid`, with a thicker edge beside the colour.
 */
export const inputStyles: CSSResult = css`
  .field-label {
    display: block;
    padding-block-end: 4px;
    font-weight: 600;
  }
  .input {
    inline-size: 100%;
    min-block-size: 32px;
    padding: 4px 10px;
    border: 1px solid ${surface.border};
    border-radius: ${shape.radius};
    background: ${surface.background};
    color: ${surface.text};
    font: 400 ${type.size} / 1.5 ${type.font};
    font-variant-numeric: tabular-nums;
  }
  textarea.input {
    min-block-size: 64px;
    resize: vertical;
  }
  .input::placeholder {
    color: ${surface.muted};
    opacity: 1;
  }
  .input:focus-visible {
    border-radius: ${shape.radius};
    outline-offset: 0;
  }
  .input[aria-invalid='true'] {
    border: 2px solid ${surface.danger};
    padding: 3px 9px;
  }
  .input:is(:disabled, [readonly]) {
    border-color: ${surface.hairline};
    background: ${surface.raised};
    color: ${surface.muted};
  }
  input[type='checkbox'], input[type='radio'] {
    inline-size: 18px;
    block-size: 18px;
    accent-color: ${surface.accent};
  }
  .help, .problem {
    padding-block-start: 4px;
    font-size: ${type.small};
  }
  .help { color: ${surface.muted}; }
  .problem { color: ${surface.danger}; }
  :host(:state(narrow)) .input { min-block-size: 44px; }
  @media (pointer: coarse) {
    .input { min-block-size: 44px; }
  }
  @media (forced-colors: active) {
    .input[aria-invalid='true'] { border-style: dashed; }
  }
`;
