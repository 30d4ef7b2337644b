import { type CSSResult, css } from 'lit';
import { shape, surface, type } from './palette.js';

/** `<input class="input">`, also select and textarea. */
export const inputStyles: CSSResult = css`
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
  .input::placeholder {
    color: ${surface.muted};
    opacity: 1;
  }
  .input:focus-visible {
    border-radius: ${shape.radius};
    outline-offset: 0;
  }
  input[type='checkbox'], input[type='radio'] {
    inline-size: 18px;
    block-size: 18px;
    accent-color: ${surface.accent};
  }
  :host(:state(narrow)) .input { min-block-size: 44px; }
  @media (pointer: coarse) {
    .input { min-block-size: 44px; }
  }
`;
