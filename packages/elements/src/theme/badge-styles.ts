import { type CSSResult, css } from 'lit';
import { surface, type } from './palette.js';

/** `<span class="badge">`, or with `strong` beside it. */
export const badgeStyles: CSSResult = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 8px;
    border: 1px solid ${surface.hairline};
    border-radius: 999px;
    color: ${surface.muted};
    font-size: ${type.small};
    font-weight: 500;
    line-height: 1.45;
    white-space: nowrap;
  }
  .badge.strong {
    border-color: ${surface.border};
    color: ${surface.text};
    font-weight: 600;
  }
`;
