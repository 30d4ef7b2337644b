import { type CSSResult, type CSSResultGroup, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { version } from '../../package.json';
import { LayoutChangeEvent } from '../events/display-events.js';
import type { FormatContext } from '../format/format-context.js';
import { sharedEn } from '../messages/en/shared.js';
import type { EnglishParts, Messages, PartialMessages } from '../messages/message-table.js';
import { messagesFor } from '../messages/register-messages.js';
import { elementStyles } from '../theme/element-styles.js';
import type { CommonProperties, LoadedPart } from './body/element-body.js';
import { Connection } from './environment/connection.js';
import { HostWidth, type Width } from './environment/host-width.js';
import { isRightToLeft, localeOf } from './environment/locale.js';
import { Printing } from './environment/printing.js';
import { LiveRegion } from './live-region.js';
import { type Permissions, refusal } from './permissions.js';
import { type ElementState, setStates } from './states.js';
import { warn } from './warn.js';

/**
 * What all elements share: their common attributes, language, width, states and live region.
 *
 * @cssprop --policy-accent - Colour of links, focus and what is chosen.
 * @cssprop --policy-added-background - Behind what was added.
 * @cssprop --policy-added-mark - Colour of the edge and glyph of what was added.
 * @cssprop --policy-added-text - Colour of the text of what was added.
 * @cssprop --policy-background - Colour of the page.
 * @cssprop --policy-border - Colour of edges.
 * @cssprop --policy-changed-background - Behind what was changed.
 * @cssprop --policy-changed-mark - Colour of the edge and glyph of what was changed.
 * @cssprop --policy-changed-text - Colour of the text of what was changed.
 * @cssprop --policy-danger - Colour of what failed or was violated.
 * @cssprop --policy-font - Family of text.
 * @cssprop --policy-font-mono - Family of code and paths.
 * @cssprop --policy-font-size - Size of text.
 * @cssprop --policy-font-size-small - Size of what is beside the point.
 * @cssprop --policy-font-size-title - Size of the heading.
 * @cssprop --policy-hairline - Colour of the lines between rows.
 * @cssprop --policy-hover - Colour of what is pointed at.
 * @cssprop --policy-moved-background - Behind what was moved.
 * @cssprop --policy-moved-mark - Colour of the edge and glyph of what was moved.
 * @cssprop --policy-moved-text - Colour of the text of what was moved.
 * @cssprop --policy-muted - Colour of text that is beside the point.
 * @cssprop --policy-on-accent - Colour of text on the accent.
 * @cssprop --policy-radius - Radius of corners.
 * @cssprop --policy-raised - Colour of what stands out of the page.
 * @cssprop --policy-removed-background - Behind what was removed.
 * @cssprop --policy-removed-mark - Colour of the edge and glyph of what was removed.
 * @cssprop --policy-removed-text - Colour of the text of what was removed.
 * @cssprop --policy-space - The unit of distance.
 * @cssprop --policy-text - Colour of text.
 */
export abstract class PolicyElement extends LitElement implements CommonProperties {
  /**
   * Of the package, to tell two copies on one page apart.
   * @internal
   */
  static readonly version: string = version;
  static override styles: CSSResultGroup = elementStyles.slice();
  /**
   * What the element says, in English.
   * @internal
   */
  static readonly english: EnglishParts = { shared: sharedEn };

  /** BCP 47; else that of the closest `lang`, else the reader's. */
  @property() locale = '';
  /** IANA, e.g. `Europe/Berlin`; else the reader's. */
  @property({ attribute: 'time-zone' }) timeZone = '';
  /** Level of the element's own heading, 1 to 6; headings inside are below it. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;
  /** The name by which assistive technology announces the element. */
  @property() label = '';
  /** Nothing can be changed; it can be read. */
  @property({ attribute: 'read-only', type: Boolean, reflect: true }) readOnly = false;
  /** `auto` asks the browser. */
  @property() online: 'auto' | 'true' | 'false' = 'auto';
  /** When what is shown was last known to be true: an instant; empty where it is now. */
  @property({ attribute: 'stale-since' }) staleSince = '';
  /** Turns the keyboard shortcuts off. */
  @property({ attribute: 'no-shortcuts', type: Boolean }) noShortcuts = false;
  /** How close rows and fields stand. */
  @property({ reflect: true }) density: 'comfortable' | 'compact' = 'comfortable';
  /** Words over those of the locale. */
  @property({ attribute: false }) messages: PartialMessages | undefined;
  /** What the reader may do. */
  @property({ attribute: false }) permissions: Permissions | undefined;
  /** Milliseconds since 1970, for relative times. */
  @property({ attribute: false }) clock: () => number = Date.now;

  readonly #internals = this.attachInternals();
  readonly #width = new HostWidth(this, (width) => this.#widthChanged(width));
  readonly #connection = new Connection(this);
  readonly #printing = new Printing(this);
  #liveRegion: LiveRegion | undefined;
  #context: FormatContext | undefined;
  #english = (this.constructor as typeof PolicyElement).english;

  /** Locale, time zone and messages of this update. */
  protected get context(): FormatContext {
    this.#context ??= this.#createContext();
    return this.#context;
  }

  protected get words(): Messages {
    return this.context.messages;
  }

  protected get hostWidth(): Width {
    return this.#width.width;
  }

  /** Paper can't be clicked: all is to be shown. */
  protected get isPrinting(): boolean {
    return this.#printing.isPrinting;
  }

  protected get isOffline(): boolean {
    return this.online === 'auto' ? !this.#connection.isOnline : this.online === 'false';
  }

  protected get internals(): ElementInternals {
    return this.#internals;
  }

  /** For the outermost element of a template, with `lang`. */
  protected get direction(): 'ltr' | 'rtl' {
    return isRightToLeft(this.context.locale) ? 'rtl' : 'ltr';
  }

  /** Reads a message out to those who cannot see what changed. */
  protected say(message: string): void {
    this.#liveRegion?.say(message);
  }

  /** Takes back what was said: it holds no more. */
  protected hush(): void {
    this.#liveRegion?.hush();
  }

  protected setStates(states: Partial<Readonly<Record<ElementState, boolean>>>): void {
    setStates(this.#internals, states);
  }

  /** Why the reader may not do something; undefined where they may. */
  protected refusal(action: keyof Permissions): string | undefined {
    return refusal(this.permissions, action, this.words);
  }

  /** Takes in what a part that was loaded just now says and looks like. */
  protected takeIn({ english, styles }: LoadedPart): void {
    this.#english = english;
    this.#context = undefined;
    this.#adopt(styles);
    this.requestUpdate();
  }

  // Beside those that the page has put there.
  #adopt(styles: readonly CSSResult[]): void {
    const { adoptedStyleSheets } = this.renderRoot as ShadowRoot;
    try {
      adoptedStyleSheets.push(...styles.flatMap(({ styleSheet }) => styleSheet ?? []));
    } catch (error) {
      warn(`the styles of <${this.localName}> can't follow it into another document: ${error}`);
    }
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    const region = document.createElement('div');
    this.#liveRegion = new LiveRegion(region);
    root.append(region);
    this.renderOptions.renderBefore = region;
    return root;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#liveRegion?.hush();
  }

  // Once an update: the page's language may have changed since.
  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.#context = undefined;
    const { offline, stale } = { offline: this.isOffline, stale: this.staleSince !== '' };
    this.setStates({ offline, stale, 'read-only': this.readOnly, denied: this.refusal('view') !== undefined });
  }

  #createContext(): FormatContext {
    const locale = localeOf(this, this.locale);
    const messages = messagesFor(locale, this.#english, this.messages);
    return { locale, timeZone: this.timeZone || undefined, messages };
  }

  #widthChanged(width: Width): void {
    this.setStates({ narrow: width === 'narrow', wide: width === 'wide' });
    this.dispatchEvent(new LayoutChangeEvent({ width }));
  }
}
