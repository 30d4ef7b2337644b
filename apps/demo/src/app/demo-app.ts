import type { PolicyPermissions, PolicyTrail } from '@policytrail/core';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { findPerson, type Person, people } from '../people/people.js';
import type { Place } from '../place/choices.js';
import type { FoundServer } from '../place/server-info.js';
import type { Session } from '../place/session.js';
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

type PolicyRoute = Exclude<Route, { page: 'storage' }>;

/** Why there is no trail; `isUnreachable`: as the server that keeps it does not answer. */
export interface Failure {
  readonly text: string;
  readonly isUnreachable: boolean;
}

/** What the pages can do about the trail as a whole. */
export interface AppActions {
  /** Opens it again, as it is now. */
  reopen(): Promise<void>;
  usePlace(place: Place): Promise<void>;
  actAs(person: Person): Promise<void>;
  /** Deletes what is on this device, and begins anew. */
  reset(): Promise<void>;
}

/** The frame of every page: which policy, which page of it, light or dark. */
export class DemoApp extends LitElement {
  static override styles = appStyles;

  /** Undefined until the trail is open. */
  @property({ attribute: false }) session: Session | undefined;
  /** Who served the page, as far as is known. */
  @property({ attribute: false }) server: FoundServer | undefined;
  /** Why there is no trail. */
  @property({ attribute: false }) failure: Failure | undefined;
  @property({ attribute: false }) actions: AppActions | undefined;
  /** The data was deleted and begun anew elsewhere: what the page shows is of before. */
  @property({ attribute: false }) isOutdated = false;
  @state() private route: Route = parseRoute(location.hash);
  @state() private known: KnownPolicies = { policyIds: [], missing: undefined, found: undefined };
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
    if (changed.has('session') || changed.has('route')) void this.#readPolicies();
  }

  override updated(): void {
    document.title = `${this.#place()} – Policytrail`;
  }

  override render(): TemplateResult {
    return html`
      <header>
        <button class="skip" @click=${this.focusContent}>Skip to content</button>
        <a class="brand" href=${hrefOf(parseRoute(''))}>
          <img src="./icon.svg" alt="" width="28" height="28" />
          <span>Policytrail</span>
        </a>
        <nav aria-label="Policies">${this.known.policyIds.map((policyId) => this.#policyLink(policyId))}</nav>
        <div class="end">
          ${this.session?.place === 'server' ? actingView(this.session.person, (person) => this.actions?.actAs(person)) : nothing}
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
        <p>Everything was deleted and begun anew in another tab. What you see here is from before that.</p>
        <button @click=${() => this.actions?.reopen()}>Show what is there now</button>
      </div>
    `;
  }

  #content(): TemplateResult {
    const { route, session, known, failure, server, actions } = this;
    if (failure !== undefined) return failureView(failure, actions);
    if (session === undefined) return html`<p class="state" role="status">Opening the trail…</p>`;
    if (route.page === 'storage') {
      return html`<demo-storage-page .session=${session} .server=${server} .actions=${actions} @demo-policies-change=${this.#readPolicies}></demo-storage-page>`;
    }
    if (known.missing === route.policyId) {
      return html`<demo-missing-policy .policyId=${route.policyId} .policyIds=${known.policyIds} @demo-reopen=${() => actions?.reopen()}></demo-missing-policy>`;
    }
    if (known.found?.policyId !== route.policyId) return html`<p class="state" role="status">Opening the policy…</p>`;
    return this.#policy(route, session.trail, known.found.permissions);
  }

  #policy(route: PolicyRoute, trail: PolicyTrail, permissions: PolicyPermissions): TemplateResult {
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
      ${this.#page(route, trail, permissions)}
    `;
  }

  #page(route: PolicyRoute, trail: PolicyTrail, permissions: PolicyPermissions): TemplateResult {
    const kind = kindOf(route.policyId);
    const isLocal = this.session?.place === 'device';
    switch (route.page) {
      case 'policy':
        return html`<demo-policy-page .trail=${trail} .kind=${kind} .permissions=${permissions} .isLocal=${isLocal}></demo-policy-page>`;
      case 'history':
        return html`<demo-history-page .trail=${trail} .kind=${kind} .permissions=${permissions} .isLocal=${isLocal} .version=${route.version}></demo-history-page>`;
      case 'decisions':
        return html`<demo-decisions-page .trail=${trail} .kind=${kind} .permissions=${permissions} .evaluationId=${route.evaluationId}></demo-decisions-page>`;
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
    if (before !== this.route.page) this.focusContent();
  };

  // What was deleted while the page was out of sight is noticed at the first look at it.
  readonly #lookAgain = (): void => {
    if (document.visibilityState === 'visible') void this.#readPolicies();
  };

  /** For when what had the focus is gone. */
  focusContent(): void {
    this.#main()?.focus();
  }

  #main(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('main');
  }

  #changeTheme(): void {
    this.theme = nextTheme(this.theme);
    applyTheme(this.theme);
  }

  async #readPolicies(): Promise<void> {
    const { session, route } = this;
    if (session === undefined) return;
    try {
      const known = await readKnownPolicies(session.trail, route);
      if (session === this.session && route === this.route) this.known = known;
    } catch (error) {
      if (session === this.session) this.failure = { text: failureText(error), isUnreachable: false };
    }
  }
}

function actingView(person: Person, act: (person: Person) => unknown): TemplateResult {
  const choose = ({ target }: Event): void => {
    const chosen = findPerson((target as HTMLSelectElement).value);
    if (chosen !== undefined) act(chosen);
  };
  return html`
    <label class="acting">
      <span>Acting as</span>
      <select @change=${choose}>
        ${people.map(({ id, name, role }) => html`<option value=${id} ?selected=${id === person.id}>${name} (${role})</option>`)}
      </select>
    </label>
  `;
}

function failureView({ text, isUnreachable }: Failure, actions: AppActions | undefined): TemplateResult {
  const useDevice = html`<button @click=${() => actions?.usePlace('device')}>Use what is on this device</button>`;
  return html`
    <div class="state">
      <p role="alert">${text}</p>
      <p>
        <button @click=${() => actions?.reopen()}>Try again</button>
        ${isUnreachable ? useDevice : nothing}
      </p>
    </div>
  `;
}

customElements.define('demo-app', DemoApp);
