import { type CSSResult, css } from 'lit';

export const appStyles: CSSResult = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 100vh;
  }
  *, ::before, ::after {
    box-sizing: border-box;
  }
  .skip {
    position: absolute;
    inset-inline-start: 12px;
    inset-block-start: -6em;
    padding: 8px 14px;
    border-radius: 6px;
    background: var(--accent);
    color: var(--on-accent);
    border: 0;
    font: inherit;
    z-index: 1;
  }
  .skip:focus {
    inset-block-start: 8px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 24px;
    padding: 8px max(24px, (100% - 1240px) / 2);
    border-block-end: 1px solid var(--line);
    background: var(--card);
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    color: var(--ink);
    font-size: 1.0625rem;
    font-weight: 650;
    letter-spacing: -0.01em;
    text-decoration: none;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .end {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }
  .tab {
    display: inline-flex;
    align-items: center;
    min-block-size: 36px;
    padding-inline: 12px;
    border-radius: 6px;
    color: var(--muted);
    font-size: 0.875rem;
    font-weight: 500;
    text-decoration: none;
  }
  .tab:hover {
    background: var(--raised);
    color: var(--ink);
  }
  .tab[aria-current] {
    color: var(--ink);
    font-weight: 600;
  }
  header .tab[aria-current] {
    background: var(--raised);
  }
  .theme {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: transparent;
    color: var(--ink);
    font-size: 1rem;
    cursor: pointer;
  }
  main {
    flex: 1;
    inline-size: 100%;
    max-inline-size: 1288px;
    margin-inline: auto;
    padding: 28px 24px 64px;
  }
  main:focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
  h1 {
    margin: 0;
    font-size: 1.5rem;
    font-weight: 650;
    letter-spacing: -0.015em;
    line-height: 1.25;
  }
  p {
    margin: 4px 0 0;
  }
  .muted {
    color: var(--muted);
  }
  .tabs {
    gap: 0;
    margin-block: 16px 24px;
    border-block-end: 1px solid var(--line);
  }
  .tabs .tab {
    min-block-size: 40px;
    border-radius: 6px 6px 0 0;
    margin-block-end: -1px;
    border-block-end: 2px solid transparent;
  }
  .tabs .tab[aria-current] {
    border-block-end-color: var(--accent);
  }
  .state {
    padding: 64px 24px;
    color: var(--muted);
    text-align: center;
  }
  .acting {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .acting select {
    min-block-size: 36px;
    padding-inline: 8px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--card);
    color: var(--ink);
    font: 400 0.8125rem/1.4 var(--font);
  }
  .outdated {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 20px;
    margin-block-end: 20px;
    padding: 12px 16px;
    border: 1px solid var(--wait);
    border-radius: 8px;
    background: var(--card);
  }
  .outdated p {
    margin: 0;
  }
  .outdated button,
  .state button {
    min-block-size: 36px;
    padding-inline: 14px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--raised);
    color: var(--ink);
    font: 500 0.875rem/1.2 var(--font);
    cursor: pointer;
  }
  @media (max-width: 640px) {
    header {
      padding-inline: 16px;
    }
    .end {
      gap: 4px;
      order: 1;
    }
    .end .tab {
      padding-inline: 8px;
    }
    header nav {
      order: 2;
      inline-size: calc(100% + 24px);
      margin-inline: -12px;
    }
    main {
      padding: 20px 16px 48px;
    }
    .tab, .theme, .acting select {
      min-block-size: 44px;
    }
    .theme {
      inline-size: 44px;
    }
    .end:has(.acting) {
      inline-size: 100%;
    }
    .acting,
    .acting select {
      flex: 1;
    }
    .acting span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media print {
    header, .tabs, .outdated {
      display: none;
    }
    main {
      padding: 0;
    }
    .title {
      margin-block-end: 16px;
    }
  }
  @media (forced-colors: active) {
    /* A transparent border is drawn there. */
    .tabs .tab {
      border-block-end-color: Canvas;
    }
    .tab[aria-current],
    .tabs .tab[aria-current] {
      border-block-end: 2px solid Highlight;
    }
  }
`;
