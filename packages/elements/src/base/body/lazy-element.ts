import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { alertView } from '../../view/value.js';
import { PolicyElement } from '../policy-element.js';
import type { BodyHost, BodyModule, ElementBody } from './element-body.js';
import { placeholderStyles } from './placeholder-styles.js';
import { SlowLoad } from './slow-load.js';

/**
 * An element whose body is loaded once it is on a page: applications that register all elements at first do not load what shows those that
 * nobody looks at (docs/decisions/0019). While it is on no page its body learns of nothing.
 */
export abstract class LazyElement<Body extends ElementBody> extends PolicyElement {
  static override styles: CSSResultGroup = [PolicyElement.styles, placeholderStyles];

  /** Undefined until it was updated once, so that it knows what the page has set. */
  protected body: Body | undefined;
  /** From when it is made. */
  #made: Body | undefined;
  #arrive: (body: Body) => void = () => {};
  readonly #arrival = new Promise<Body>((resolve) => {
    this.#arrive = resolve;
  });
  #loading: Promise<BodyModule<this, Body>> | undefined;
  #hasFailed = false;
  #hasFocus = false;
  #unseen: PropertyValues | undefined;
  readonly #slowLoad = new SlowLoad(
    () => this.requestUpdate(),
    () => this.say(this.words.shared.loading),
  );

  /** Imports it. */
  protected abstract loadBody(): Promise<BodyModule<this, Body>>;

  /** Does something with the body, at once where it is there. Rejects where it can't be loaded now. */
  protected async withBody<Answer>(act: (body: Body) => Answer | Promise<Answer>): Promise<Answer> {
    if (this.body !== undefined) return act(this.body);
    await this.#load();
    return act(await this.#arrival);
  }

  /** Does something with the body once it is there, however long that takes. */
  protected onceOpen(act: (body: Body) => void): void {
    if (this.body === undefined) void this.#arrival.then(act);
    else act(this.body);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#made === undefined) void this.#load().catch(() => {});
    else this.#made.connected?.();
    // What was set meanwhile.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#slowLoad.follow(false);
    this.#made?.disconnected?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#unseen = new Map([...changed, ...(this.#unseen ?? [])]);
    if (this.#made === undefined || !this.isConnected) return;
    this.#made.willUpdate?.(this.#unseen);
    this.#unseen = undefined;
    if (this.body === undefined) this.#hasFocus = this.shadowRoot?.activeElement != null;
    this.body = this.#made;
  }

  protected override render(): unknown {
    return this.body === undefined ? this.#standIn() : this.body.render();
  }

  protected override updated(): void {
    if (this.body === undefined || !this.isConnected) return;
    this.body.updated?.();
    this.#arrive(this.body);
    if (this.#hasFocus) this.#keepFocus();
    this.#hasFocus = false;
  }

  /** Also waits for the body, and for what it has under way. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#loading?.catch(() => {});
    await super.getUpdateComplete();
    await this.body?.settled?.();
    return super.getUpdateComplete();
  }

  async #load(): Promise<void> {
    this.#loading ??= this.#begin();
    // Anew where it was taken from the page meanwhile.
    if (this.isConnected && this.#made === undefined) this.#slowLoad.follow(true);
    try {
      const code = await this.#loading;
      this.#slowLoad.follow(false);
      if (this.isConnected && this.#made === undefined) this.#make(code);
    } catch (error) {
      this.#fail();
      throw error;
    }
  }

  #begin(): Promise<BodyModule<this, Body>> {
    this.setStates({ loading: true, error: false });
    this.requestUpdate();
    return this.loadBody();
  }

  #make(code: BodyModule<this, Body>): void {
    const { english, styles } = code;
    this.hush();
    this.setStates({ loading: false });
    this.takeIn({ english, styles });
    this.#made = code.openBody(this.#createHost());
    this.#made.connected?.();
  }

  // The next try is the reader's.
  #fail(): void {
    this.#loading = undefined;
    this.#hasFailed = true;
    this.#slowLoad.follow(false);
    this.hush();
    this.setStates({ loading: false, error: true });
    this.requestUpdate();
  }

  /** Bars; once it has failed, the way to try again, which stays where it is meanwhile. */
  #standIn(): TemplateResult {
    const { shared } = this.words;
    const isLoading = this.#loading !== undefined;
    if (!this.#hasFailed) {
      return html`<div class="placeholder" aria-busy="true">${this.#slowLoad.isSlow ? html`<i></i><i></i><i></i>` : nothing}</div>`;
    }
    return html`<div class="not-loaded" lang=${this.context.locale} dir=${this.direction} aria-busy=${isLoading}>
      ${isLoading ? html`<p>${shared.loading}</p>` : alertView(shared.notLoaded)}
      <button class="button" type="button" aria-disabled=${isLoading ? 'true' : nothing} @click=${this.#tryAgain}>${shared.tryAgain}</button>
    </div>`;
  }

  #tryAgain(): void {
    void this.#load().catch(() => {});
  }

  // What had it, "Try again", is gone.
  #keepFocus(): void {
    const place = this.renderRoot.querySelector<HTMLElement>('[part=title], button, [part=base]');
    if (place?.part.contains('base')) place.tabIndex = -1;
    place?.focus();
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
