import { type CSSResult, css } from 'lit';
import { shape, surface, type } from './palette.js';

/**
 * `<button class="button">`, with `primary`, `quiet` or `icon` beside it. At least 24 px, 44 px in a narrow element or
 * under a finger.
 */
export const buttonStyles: CSSResult = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 32px;
    min-inline-size: 32px;
    padding: 4px 12px;
    border: 1px solid ${surface.border};
    border-radius: ${shape.radius};
    background: ${surface.raised};
    color: ${surface.text};
    font: 500 ${type.size} / 1.25 ${type.font};
    overflow-wrap: break-word;
    cursor: pointer;
    transition: background-color 100ms;
  }
  .button:hover {
    background: ${surface.hover};
  }
  .button:focus-visible {
    border-radius: ${shape.radius};
  }
  .button.primary {
    border-color: transparent;
    background: ${surface.accent};
    color: ${surface.onAccent};
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: ${surface.accent};
  }
  .button.quiet:hover {
    background: ${surface.hover};
  }
  .button.icon {
    padding-inline: 0;
  }
  .button[aria-disabled='true'] {
    border-color: ${surface.hairline};
    background: transparent;
    color: ${surface.muted};
    cursor: not-allowed;
  }
  :host([density='compact']) .button {
    min-block-size: 26px;
    min-inline-size: 26px;
    padding-inline: 8px;
  }
  :host([density='compact']) .button.icon {
    padding-inline: 0;
  }
  :host(:state(narrow)) .button {
    min-block-size: 44px;
    min-inline-size: 44px;
  }
  @media (pointer: coarse) {
    .button {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }
    .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
  .on-paper {
    display: none;
  }
  @media print {
    .button {
      display: none;
    }
    .on-paper {
      display: inline;
    }
  }
`;
