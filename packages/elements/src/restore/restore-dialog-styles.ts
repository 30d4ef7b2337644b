import { type CSSResult, css } from 'lit';
import { fieldStyles } from '../theme/field-styles.js';
import { marks, shape, surface } from '../theme/palette.js';

const dialog = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(720px, calc(100vw - 32px));
    max-block-size: calc(100dvh - 32px);
    padding: 0;
    border: 1px solid ${surface.hairline};
    border-radius: calc(${shape.radius} * 2);
    background: ${surface.background};
    color: ${surface.text};
    box-shadow: 0 16px 48px rgb(0 0 0 / 0.24);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.48);
  }
  form {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .body {
    flex: 1;
    min-block-size: 0;
    padding: 24px 24px 20px;
    overflow: auto;
  }
  .title:focus-visible { outline-offset: 4px; }
  .title + .muted { padding-block: 8px 16px; }
  .diff {
    --policy-font-size-title: 0.9375rem;
    padding: 14px 16px;
    border: 1px solid ${surface.hairline};
    border-radius: ${shape.radius};
  }
  .alert { margin-block-end: 16px; }
  .issues { margin-block-start: 16px; padding: 10px 14px; border-inline-start: 3px solid ${surface.danger}; border-radius: 4px; }
  .issues p { font-weight: 600; }
  .issues.errors p { color: ${surface.danger}; }
  .issues.warnings { border-color: ${marks.changed.mark}; background: ${marks.changed.background}; color: ${marks.changed.text}; }
  .issues li { padding-block-start: 4px; }
  .field-label { padding-block-start: 16px; }
  [id$='-error'] .alert { margin-block: 6px 0; }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: flex-end;
    padding: 14px 24px;
    border-block-start: 1px solid ${surface.hairline};
    background: ${surface.raised};
  }
  [aria-busy='true'] { cursor: progress; }
  @media (max-width: 479px) {
    .body { padding: 20px 16px; }
    footer { padding-inline: 16px; }
    footer .button { flex: 1; min-block-size: 44px; }
  }
`;

export const restoreDialogStyles: readonly CSSResult[] = [...fieldStyles, dialog];
