import { type CSSResult, css } from 'lit';
import { inputStyles } from './input-styles.js';
import { surface, type } from './palette.js';

const field = css`
  .field-label {
    display: block;
    padding-block-end: 4px;
    font-weight: 600;
  }
  textarea.input {
    min-block-size: 64px;
    resize: vertical;
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
  .help, .problem {
    padding-block-start: 4px;
    font-size: ${type.small};
  }
  .help { color: ${surface.muted}; }
  .problem { color: ${surface.danger}; }
  @media (forced-colors: active) {
    .input[aria-invalid='true'] { border-style: dashed; }
  }
`;

/**
 * `<label class="field-label">`, `class="input"`, `<p class="help">` and `<p class="problem">` under it. Wrong values by `aria-invalid`, with a
 * thicker edge beside the colour.
 */
export const fieldStyles: readonly CSSResult[] = [inputStyles, field];
