import type { CSSResultGroup, TemplateResult } from 'lit';
import { html, type PropertyValues } from 'lit';
import { alertView } from '../../view/value.js';
import { PolicyElement } from '../policy-element.js';
import type { BodyHost, BodyModule, ElementBody } from './element-body.js';
import { Later } from './later.js';
import { placeholderStyles } from './placeholder-styles.js';
import { SlowLoad } from './slow-load.js';

/**
 * An element whose body is loaded once it is on a page: applications that register all elements at first do not load what shows those that
 * nobody looks at (docs/decisions/0019).
 */
export abstract class LazyElement<Body extends ElementBody> extends PolicyElement {
  static override styles: CSSResultGroup = [PolicyElement.styles, placeholderStyles];

  /** Undefined until it is there, and knows what the page has set. */
  protected body: Body | undefined;
  #openedBody: Body | undefined;
  readonly #code = new Later(
    () => this.loadBody(),
    (code) => this.#open(code),
  );
  readonly #slowLoad = new SlowLoad(
    () => this.requestUpdate(),
    () => this.say(this.words.shared.loading),
  );
  #unseen: PropertyValues | undefined;

  /** Imports it. */
  protected abstract loadBody(): Promise<BodyModule<this, Body>>;

  /** Does something with the body: at once where it is there, else once it is. Rejects where it can't be loaded. */
  protected async withBody<Answer>(act: (body: Body) => Answer | Promise<Answer>): Promise<Answer> {
    return act(this.body ?? (await this.#arrival()));
  }

  /** As `withBody`, where nobody waits: the element itself tells that it can't be loaded. */
  protected whenOpen(act: (body: Body) => void): void {
    if (this.body === undefined) void this.#arrival().then(act, () => {});
    else act(this.body);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#openedBody === undefined) void this.#load().catch(() => {});
    else this.#openedBody.connected?.();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#slowLoad.follow(false);
    this.#openedBody?.disconnected?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const all = this.#unseen === undefined ? changed : new Map([...changed, ...this.#unseen]);
    this.#unseen = this.#openedBody === undefined ? all : undefined;
    this.#openedBody?.willUpdate?.(all);
    this.body = this.#openedBody;
  }

  protected override render(): unknown {
    return this.body === undefined ? this.#placeholder() : this.body.render();
  }

  protected override updated(): void {
    this.body?.updated?.();
  }

  /** Also waits for the body, and what this has to do until all is on the page. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#code.ended();
    await super.getUpdateComplete();
    await this.body?.settled?.();
    return super.getUpdateComplete();
  }

  async #load(): Promise<void> {
    this.#slowLoad.follow(true);
    this.setStates({ loading: true, error: false });
    try {
      await this.#code.load();
    } catch (error) {
      this.setStates({ error: true });
      throw error;
    } finally {
      this.#slowLoad.follow(false);
      this.setStates({ loading: false });
      this.requestUpdate();
    }
  }

  /** The body, once it was updated: what the page has set comes before what it asks for. */
  async #arrival(): Promise<Body> {
    await this.#load();
    await super.getUpdateComplete();
    return this.body as Body;
  }

  #open(code: BodyModule<this, Body>): void {
    const { english, styles } = code;
    this.takeIn({ english, styles });
    this.#openedBody = code.openBody(this.#createHost());
    if (this.isConnected) this.#openedBody.connected?.();
  }

  #placeholder(): TemplateResult {
    const { shared } = this.words;
    if (this.#code.hasFailed) {
      return html`<div class="not-loaded" lang=${this.context.locale} dir=${this.direction}>
        ${alertView(shared.notLoaded)} <button class="button" type="button" @click=${this.#tryAgain}>${shared.tryAgain}</button>
      </div>`;
    }
    return html`<div class="placeholder" aria-busy="true">${this.#slowLoad.isSlow ? html`<i></i><i></i><i></i>` : ''}</div>`;
  }

  async #tryAgain(): Promise<void> {
    try {
      await this.#load();
      await this.updateComplete;
      // The button is gone.
      this.renderRoot.querySelector<HTMLElement>('[part=title], button')?.focus();
    } catch {
      // It says so anew.
    }
  }

  #createHost(): BodyHost<this> {
    const element = this;
    return {
      element,
      get root() {
        return element.renderRoot as ShadowRoot;
      },
      get context() {
        return element.context;
      },
      get width() {
        return element.hostWidth;
      },
      get direction() {
        return element.direction;
      },
      get isOffline() {
        return element.isOffline;
      },
      get isPrinting() {
        return element.isPrinting;
      },
      say: (message) => this.say(message),
      hush: () => this.hush(),
      refusal: (action) => this.refusal(action),
      setStates: (states) => this.setStates(states),
      takeIn: (part) => this.takeIn(part),
      update: () => this.requestUpdate(),
      rendered: () => super.getUpdateComplete(),
      updated: () => this.updateComplete,
    };
  }
}
