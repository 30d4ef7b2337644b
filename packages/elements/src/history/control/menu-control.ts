import { focusFirst, versionAround } from '../focus/places.js';
import type { OpenMenu, Panel } from '../view/history-view.js';
import type { HistoryHost } from './history-host.js';
import type { ListControl } from './list-control.js';

/** Something to tell the reader, until the next action. */
export interface Notice {
  readonly text: string;
  readonly isFailure: boolean;
}

/** Menus and the parts of the toolbar: what is open. */
export class MenuControl {
  open: OpenMenu;
  panel: Panel | undefined;
  panelError: string | undefined;
  notice: Notice | undefined;
  readonly expandedNotes = new Set<number>();
  readonly #host: HistoryHost;
  readonly #list: ListControl;

  constructor(host: HistoryHost, list: ListControl) {
    this.#host = host;
    this.#list = list;
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

  readonly toggleNote = (version: number): void => {
    if (!this.expandedNotes.delete(version)) this.expandedNotes.add(version);
    this.#host.update();
  };

  readonly togglePanel = (panel: Panel): void => {
    this.panel = this.panel === panel ? undefined : panel;
    this.panelError = undefined;
    this.#host.update();
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

  closePanel(): void {
    this.panel = undefined;
    this.#host.update();
  }

  /** Tells why what the open part of the toolbar was asked for can't be shown. */
  failPanel(message: string): void {
    this.panelError = message;
    this.#host.update();
  }

  async #focus(...selectors: readonly string[]): Promise<void> {
    this.#host.update();
    await this.#host.updated();
    focusFirst(this.#host.root, ...selectors);
  }
}
