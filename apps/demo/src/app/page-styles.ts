import { type CSSResult, css } from 'lit';

/** What pages and parts share: headings, cards, buttons, fields, tables. */
export const pageStyles: CSSResult = css`
  :host {
    display: block;
  }
  *, ::before, ::after {
    box-sizing: border-box;
  }
  h1, h2, h3, p, ul, dl, dd, table {
    margin: 0;
    padding: 0;
  }
  h1 {
    font-size: 1.5rem;
    font-weight: 650;
    letter-spacing: -0.015em;
    line-height: 1.25;
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.3;
  }
  h3 {
    font-size: 1rem;
    font-weight: 600;
  }
  ul {
    list-style: none;
  }
  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }
  code {
    font: 0.8125rem / 1.5 var(--mono);
    overflow-wrap: anywhere;
  }
  .card {
    padding: 20px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--card);
  }
  .stack {
    display: grid;
    gap: 20px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 0.8125rem;
  }
  .numeric, time {
    font-variant-numeric: tabular-nums;
  }
  .good { color: var(--good); }
  .bad { color: var(--bad); }
  .wait { color: var(--wait); }
  button, .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 34px;
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--raised);
    color: var(--ink);
    font: 500 0.875rem/1.2 var(--font);
    text-decoration: none;
    cursor: pointer;
  }
  button:hover {
    border-color: var(--muted);
  }
  button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  button[aria-disabled='true'] {
    border-color: var(--line);
    background: transparent;
    color: var(--muted);
    cursor: not-allowed;
  }
  button.danger {
    color: var(--bad);
  }
  input, select, textarea {
    min-block-size: 34px;
    padding: 4px 10px;
    border: 1px solid var(--muted);
    border-radius: 6px;
    background: var(--card);
    color: var(--ink);
    font: 400 0.875rem/1.4 var(--font);
  }
  label {
    display: grid;
    gap: 4px;
    font-size: 0.875rem;
    font-weight: 500;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 3px;
  }
  .notice {
    padding: 10px 14px;
    border-inline-start: 3px solid var(--accent);
    background: var(--raised);
  }
  .notice.bad {
    border-inline-start-color: var(--bad);
  }
  @media (max-width: 480px) {
    .card {
      padding: 16px;
    }
    button, .button, input, select {
      min-block-size: 44px;
    }
  }
  @media print {
    button, .button {
      display: none;
    }
  }
  @media (forced-colors: active) {
    button, .button {
      border-color: ButtonText;
    }
  }
`;
