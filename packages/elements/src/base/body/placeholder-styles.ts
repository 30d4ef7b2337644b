import { type CSSResult, css } from 'lit';
import { surface } from '../../theme/palette.js';

/** Bars where something is going to be; and where it can't be. */
export const placeholderStyles: CSSResult = css`
  .placeholder { display: grid; gap: 12px; padding-block: 16px; }
  .placeholder i { block-size: 12px; border-radius: 4px; background: ${surface.hover}; animation: breathe 1.6s ease-in-out infinite; }
  .placeholder i:nth-child(1) { inline-size: 32%; }
  .placeholder i:nth-child(2) { inline-size: 76%; }
  .placeholder i:nth-child(3) { inline-size: 58%; }
  @keyframes breathe { 50% { opacity: 0.45; } }
  .not-loaded { display: grid; justify-items: start; gap: 8px; }
  @media (forced-colors: active) {
    .placeholder i { background: GrayText; }
  }
`;
