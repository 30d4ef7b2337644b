import { fieldLookup, readSchemas } from '../../fields/field-lookup.js';
import { focusFirst, versionAround } from '../focus/places.js';
import type { MenuAction } from '../model/menu-items.js';
import { sidesOf } from '../model/shown-comparison.js';
import type { OpenMenu, Panel } from '../view/history-view.js';
import type { DetailControl } from './detail-control.js';
import type { HistoryHost } from './history-host.js';
import type { ListControl } from './list-control.js';

/** Something to tell the reader, until the next action. */
export interface Notice {
  readonly text: string;
  readonly isFailure: boolean;
}

/** Menus, what their items do, and the parts of the toolbar that open. */
export class MenuControl {
  open: OpenMenu;
  panel: Panel | undefined;
  panelError: string | undefined;
  notice: Notice | undefined;
  readonly expandedNotes = new Set<number>();
  readonly #host: HistoryHost;
  readonly #list: ListControl;
  readonly #detail: DetailControl;
  readonly #restore: (version: number) => void;

  constructor(host: HistoryHost, list: ListControl, detail: DetailControl, restore: (version: number) => void) {
    this.#host = host;
    this.#list = list;
    this.#detail = detail;
    this.#restore = restore;
  }

  readonly toggle = (menu: OpenMenu): void => {
    if (this.open === menu) this.close();
    else this.show(menu);
  };

  /** Opens a menu on its first item. */
  show(menu: OpenMenu): void {
    this.open = menu;
    this.notice = undefined;
    if (typeof menu === 'number') this.#list.activeVersion = menu;
    void this.#focus('[role=menuitem]').then(() =>
      this.#host.root.querySelector('[role=menu]')?.scrollIntoView({ block: 'nearest' }),
    );
  }

  /** Closes the menu; the focus is back on its button. */
  close(): void {
    const { root } = this.#host;
    const button = root.querySelector<HTMLElement>('[data-control=menu][aria-expanded=true]');
    this.open = undefined;
    button?.focus();
    this.#host.update();
  }

  readonly run = (action: MenuAction, version: number): void => {
    if (this.open !== undefined) this.close();
    this.notice = undefined;
    const { current = version } = this.#list.list.state;
    const sides = sidesOf(version, current);
    const acts: Readonly<Record<MenuAction, () => void>> = {
      compare: () => this.#detail.compare(version),
      full: () => this.#detail.show(version, {}, 'full'),
      compareCurrent: () => this.#detail.show(version, sides, 'changes'),
      compareOther: () => this.#detail.startPicking(version),
      restore: () => this.#restore(version),
      link: () => void this.#copy('link', version),
      json: () => void this.#copy('json', version),
    };
    acts[action]();
  };

  readonly toggleNote = (version: number): void => {
    if (!this.expandedNotes.delete(version)) this.expandedNotes.add(version);
    this.#host.update();
  };

  readonly togglePanel = (panel: Panel): void => {
    this.panel = this.panel === panel ? undefined : panel;
    this.panelError = undefined;
    this.#host.update();
  };

  readonly goToVersion = async (version: number): Promise<void> => {
    if (await this.#list.goTo(version)) this.#closePanel();
    else this.#fail(this.#host.context.messages.history.notFound(version));
  };

  /** The newest version of a day or before; `end` is when the day is over. */
  readonly goToDay = async (end: string | undefined): Promise<void> => {
    const version = end === undefined ? undefined : await this.#list.list.findBefore(end);
    if (version === undefined) this.#fail(this.#host.context.messages.history.noneByThen);
    else await this.goToVersion(version);
  };

  /** Closes the innermost thing that is open, the focus back where it was opened. False where there is none. */
  readonly escape = (): boolean => {
    const { panel } = this;
    const { root, width } = this.#host;
    if (panel !== undefined) {
      this.#closePanel();
      focusFirst(root, `[data-panel=${panel}]`);
      return true;
    }
    if (this.#detail.picked !== undefined) {
      this.#detail.stopPicking();
      return true;
    }
    if (root.activeElement?.closest('.detail') == null) return false;
    if (width === 'wide') this.#detail.focusList();
    else void this.#detail.back();
    return true;
  };

  /** A menu closes when the focus leaves it and its button. */
  readonly focusLeft = ({ target, relatedTarget }: FocusEvent): void => {
    const left = (target as Element).closest('.menu-anchor');
    const menu = left === null ? undefined : (versionAround(left) ?? 'detail');
    if (menu === undefined || menu !== this.open) return;
    if (relatedTarget instanceof Element && left?.contains(relatedTarget)) return;
    this.open = undefined;
    this.#host.update();
  };

  /** A part of the toolbar closes when the reader presses elsewhere. */
  readonly pointerPressed = ({ target }: PointerEvent): void => {
    if (this.panel !== undefined && (target as Element).closest('.disclosure') === null) this.togglePanel(this.panel);
  };

  /** Tells that an action could not be done. */
  fail(error: unknown): void {
    const { shared } = this.#host.context.messages;
    this.notice = { text: shared.failed(error instanceof Error ? error.message : ''), isFailure: true };
    this.#host.update();
  }

  #closePanel(): void {
    this.panel = undefined;
    this.#host.update();
  }

  #fail(message: string): void {
    this.panelError = message;
    this.#host.update();
  }

  async #copy(kind: 'link' | 'json', version: number): Promise<void> {
    const { history } = this.#host.context.messages;
    try {
      const text = await this.#textOf(kind, version);
      const { copyText } = await this.#host.deferred();
      await copyText(this.#host.element, kind, text);
      const done = kind === 'link' ? history.linkCopied(version) : history.jsonCopied(version);
      this.notice = { text: done, isFailure: false };
      this.#host.say(done);
    } catch {
      this.notice = { text: history.copyFailed, isFailure: true };
    }
    this.#host.update();
  }

  async #textOf(kind: 'link' | 'json', version: number): Promise<string> {
    const { element, context } = this.#host;
    if (kind === 'link') return new URL(element.hrefFor?.(version) ?? '', document.baseURI).href;
    const whole = await this.#list.reader.read(version, new AbortController().signal);
    if (whole === undefined) throw new Error(`version ${version} was not found`);
    await readSchemas(element.schema);
    const { versionJson } = await this.#host.deferred();
    return versionJson(whole, fieldLookup(element.schema), context.messages.shared.secret);
  }

  async #focus(...selectors: readonly string[]): Promise<void> {
    this.#host.update();
    await this.#host.updated();
    focusFirst(this.#host.root, ...selectors);
  }
}
