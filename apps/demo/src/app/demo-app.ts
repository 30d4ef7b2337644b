import type { PolicyTrail } from '@policytrail/core';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { kindOf } from '../policies/kind.js';
import { visible } from '../policies/visible.js';
import { failureText } from './failure-text.js';
import { type KnownPolicies, readKnownPolicies } from './known-policies.js';
import { appStyles } from './look/app-styles.js';
import { applyTheme, nextTheme, readTheme, type Theme } from './look/theme-choice.js';
import { hrefOf, type PolicyPage, parseRoute, type Route } from './route.js';

const pages: readonly (readonly [page: PolicyPage, label: string])[] = [
  ['policy', 'Policy'],
  ['history', 'History'],
  ['decisions', 'Decisions'],
];
const labels = new Map(pages);
const themeIcons: Readonly<Record<Theme, string>> = { auto: '◐', light: '☀', dark: '☾' };

/** The frame of every page: which policy, which page of it, light or dark. */
export class DemoApp extends LitElement {
  static override styles = appStyles;

  /** Undefined until the store is open and filled. */
  @property({ attribute: false }) trail: PolicyTrail | undefined;
  /** Why there is no trail. */
  @property({ attribute: false }) failure: string | undefined;
  /** How the storage page empties the store. */
  @property({ attribute: false }) reset: (() => Promise<void>) | undefined;
  /** Opens the store again, and fills it where it is empty. */
  @property({ attribute: false }) reopen: (() => Promise<void>) | undefined;
  /** The data was deleted and begun anew elsewhere: what the page shows is of before. */
  @property({ attribute: false }) isOutdated = false;
  @state() private route: Route = parseRoute(location.hash);
  @state() private known: KnownPolicies = { policyIds: [], missing: undefined };
  @state() private theme: Theme = readTheme();

  override connectedCallback(): void {
    super.connectedCallback();
    applyTheme(this.theme);
    addEventListener('hashchange', this.#follow);
    document.addEventListener('visibilitychange', this.#lookAgain);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
    document.removeEventListener('visibilitychange', this.#lookAgain);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('trail') || changed.has('route')) void this.#readPolicies();
  }

  override updated(): void {
    document.title = `${this.#place()} – Policytrail`;
  }

  override render(): TemplateResult {
    return html`
      <header>
        <button class="skip" @click=${() => this.#main()?.focus()}>Skip to content</button>
        <a class="brand" href=${hrefOf(parseRoute(''))}>
          <img src="./icon.svg" alt="" width="28" height="28" />
          <span>Policytrail</span>
        </a>
        <nav aria-label="Policies">${this.known.policyIds.map((policyId) => this.#policyLink(policyId))}</nav>
        <div class="end">
          <a class="tab" href="#/storage" aria-current=${this.route.page === 'storage' ? 'page' : nothing}>Storage</a>
          <button class="theme" @click=${this.#changeTheme} aria-label=${`Theme: ${this.theme}`} title=${`Theme: ${this.theme}`}>
            <span aria-hidden="true">${themeIcons[this.theme]}</span>
          </button>
        </div>
      </header>
      <main tabindex="-1">
        <div role="alert">${this.isOutdated ? this.#outdated() : nothing}</div>
        ${this.#content()}
      </main>
    `;
  }

  #outdated(): TemplateResult {
    return html`
      <div class="outdated">
        <p>Everything was deleted and begun anew in another tab. What you see here is of before.</p>
        <button @click=${() => this.reopen?.()}>Show what is there now</button>
      </div>
    `;
  }

  #content(): TemplateResult {
    if (this.failure !== undefined) return html`<p class="state" role="alert">${this.failure}</p>`;
    if (this.trail === undefined) return html`<p class="state" role="status">Opening the trail…</p>`;
    const { route, trail, known } = this;
    if (route.page === 'storage') {
      return html`<demo-storage-page .trail=${trail} .reset=${this.reset} @demo-policies-change=${this.#readPolicies}></demo-storage-page>`;
    }
    if (known.missing === route.policyId) {
      return html`<demo-missing-policy .policyId=${route.policyId} .policyIds=${known.policyIds} @demo-reopen=${() => this.reopen?.()}></demo-missing-policy>`;
    }
    const kind = kindOf(route.policyId);
    return html`
      <div class="title">
        <h1>${kind.title}</h1>
        <p class="muted">${kind.description}</p>
      </div>
      <nav class="tabs" aria-label="Pages of this policy">
        ${pages.map(
          ([page, label]) => html`
            <a class="tab" href=${hrefOf({ page, policyId: route.policyId })} aria-current=${route.page === page ? 'page' : nothing}>
              ${label}
            </a>
          `,
        )}
      </nav>
      ${this.#page(route, trail)}
    `;
  }

  #page(route: Exclude<Route, { page: 'storage' }>, trail: PolicyTrail): TemplateResult {
    const kind = kindOf(route.policyId);
    switch (route.page) {
      case 'policy':
        return html`<demo-policy-page .trail=${trail} .kind=${kind}></demo-policy-page>`;
      case 'history':
        return html`<demo-history-page .trail=${trail} .kind=${kind} .version=${route.version}></demo-history-page>`;
      case 'decisions':
        return html`<demo-decisions-page .trail=${trail} .kind=${kind} .evaluationId=${route.evaluationId}></demo-decisions-page>`;
    }
  }

  #policyLink(policyId: string): TemplateResult {
    const isHere = this.route.page !== 'storage' && this.route.policyId === policyId;
    return html`<a class="tab" href=${hrefOf({ page: 'policy', policyId })} aria-current=${isHere ? 'true' : nothing}>${kindOf(policyId).title}</a>`;
  }

  #place(): string {
    const { route, known } = this;
    if (route.page === 'storage') return 'Storage';
    if (known.missing === route.policyId) return `There is no policy ${visible(route.policyId)}`;
    return `${kindOf(route.policyId).title} · ${labels.get(route.page)}`;
  }

  readonly #follow = (): void => {
    const before = this.route.page;
    this.route = parseRoute(location.hash);
    // A page is read from its top; within one, focus is the element's own affair.
    if (before !== this.route.page) this.#main()?.focus();
  };

  // What was deleted while the page was out of sight is noticed at the first look at it.
  readonly #lookAgain = (): void => {
    if (document.visibilityState === 'visible') void this.#readPolicies();
  };

  #main(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('main');
  }

  #changeTheme(): void {
    this.theme = nextTheme(this.theme);
    applyTheme(this.theme);
  }

  async #readPolicies(): Promise<void> {
    const { trail, route } = this;
    if (trail === undefined) return;
    try {
      const known = await readKnownPolicies(trail, route);
      if (trail === this.trail && route === this.route) this.known = known;
    } catch (error) {
      if (trail === this.trail) this.failure = failureText(error);
    }
  }
}

customElements.define('demo-app', DemoApp);
