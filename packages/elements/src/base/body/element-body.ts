import type { CSSResult, PropertyValues, ReactiveControllerHost } from 'lit';
import type { FormatContext } from '../../format/format-context.js';
import type { EnglishParts, PartialMessages } from '../../messages/message-table.js';
import type { Width } from '../environment/host-width.js';
import type { Permissions } from '../permissions.js';
import type { ElementState } from '../states.js';

/** What a part of an element that is loaded later brings along. */
export interface LoadedPart {
  /** In place of the words until now. */
  readonly english: EnglishParts;
  /** Beside the styles until now. */
  readonly styles: readonly CSSResult[];
}

/** What a page can set on every element. */
export interface CommonProperties {
  readonly locale: string;
  readonly timeZone: string;
  readonly headingLevel: number;
  readonly label: string;
  readonly readOnly: boolean;
  readonly online: 'auto' | 'true' | 'false';
  readonly staleSince: string;
  readonly noShortcuts: boolean;
  readonly density: 'comfortable' | 'compact';
  readonly messages: PartialMessages | undefined;
  readonly permissions: Permissions | undefined;
  readonly clock: () => number;
}

/** An element, as what works behind it sees it. `Properties`: what a page sets on it beside those that all have. */
export interface BodyHost<Properties> {
  readonly element: HTMLElement & ReactiveControllerHost & CommonProperties & Properties;
  readonly root: ShadowRoot;
  readonly context: FormatContext;
  readonly width: Width;
  /** For the outermost element of a template, with `lang`. */
  readonly direction: 'ltr' | 'rtl';
  readonly isOffline: boolean;
  /** Paper can't be clicked: all is to be shown. */
  readonly isPrinting: boolean;
  /** Reads a message out to those who cannot see what changed. */
  say(message: string): void;
  /** Takes back what was said: it holds no more. */
  hush(): void;
  /** Why the reader may not do something; undefined where they may. */
  refusal(action: keyof Permissions): string | undefined;
  setStates(states: Partial<Readonly<Record<ElementState, boolean>>>): void;
  takeIn(part: LoadedPart): void;
  update(): void;
  /** Settles when the updates that are due are on the page. */
  rendered(): Promise<unknown>;
  /** Settles when all that is under way is on the page, too. */
  updated(): Promise<unknown>;
}

/** What an element shows, and does for its reader: loaded once the element is on a page. */
export interface ElementBody {
  /** Before each update. `changed`: properties; at first all that were set until now. */
  willUpdate?(changed: PropertyValues): void;
  /** What stands in the element. */
  render(): unknown;
  /** After each update. */
  updated?(): void;
  /** Settles when what is under way, beside updates, is on the page. */
  settled?(): Promise<unknown>;
  connected?(): void;
  disconnected?(): void;
}

/** The code of a body. */
export interface BodyModule<Properties, Body extends ElementBody> extends LoadedPart {
  openBody(host: BodyHost<Properties>): Body;
}
