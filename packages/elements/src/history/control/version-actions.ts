import { fieldLookup, readSchemas } from '../../fields/field-lookup.js';
import { copyText, versionJson } from '../deferred/copy-text.js';
import { focusFirst } from '../focus/places.js';
import type { MenuAction } from '../model/menu-items.js';
import { sidesOf } from '../model/shown-comparison.js';
import type { CompareControl } from './compare-control.js';
import type { DetailControl } from './detail-control.js';
import type { HistoryHost } from './history-host.js';
import type { ListControl } from './list-control.js';
import type { MenuControl } from './menu-control.js';

export interface VersionControls {
  readonly list: ListControl;
  readonly detail: DetailControl;
  readonly menus: MenuControl;
  readonly compare: CompareControl;
  restore(version: number): void;
}

/** What the items of a menu do, the way to a version, and the way back out. */
export class VersionActions {
  readonly #host: HistoryHost;
  readonly #list: ListControl;
  readonly #detail: DetailControl;
  readonly #menus: MenuControl;
  readonly #compare: CompareControl;
  readonly #restore: (version: number) => void;

  constructor(host: HistoryHost, { list, detail, menus, compare, restore }: VersionControls) {
    this.#host = host;
    this.#list = list;
    this.#detail = detail;
    this.#menus = menus;
    this.#compare = compare;
    this.#restore = restore;
  }

  readonly run = (action: MenuAction, version: number): void => {
    if (this.#menus.open !== undefined) this.#menus.close();
    this.#menus.notice = undefined;
    const { current = version } = this.#list.list.state;
    const sides = sidesOf(version, current);
    const acts: Readonly<Record<MenuAction, () => void>> = {
      compare: () => this.#detail.compare(version),
      full: () => this.#detail.show(version, {}, 'full'),
      compareCurrent: () => this.#detail.show(version, sides, 'changes'),
      compareOther: () => this.#compare.startPicking(version),
      restore: () => this.#restore(version),
      link: () => void this.#copy('link', version),
      json: () => void this.#copy('json', version),
    };
    acts[action]();
  };

  readonly goToVersion = async (version: number): Promise<void> => {
    if (await this.#list.goTo(version)) {
      this.#menus.closePanel();
      // Beside the list is shown what was asked for; where the detail would take its place, the list is what one wanted to see.
      if (this.#host.width === 'wide') this.#detail.show(version);
    } else this.#menus.failPanel(this.#host.context.messages.history.notFound(version));
  };

  /** The newest version of a day or before; `end` is when the day is over. */
  readonly goToDay = async (end: string | undefined): Promise<void> => {
    const version = end === undefined ? undefined : await this.#list.list.findBefore(end);
    if (version === undefined) this.#menus.failPanel(this.#host.context.messages.history.noneByThen);
    else await this.goToVersion(version);
  };

  /** Closes the innermost thing that is open, the focus back where it was opened. False where there is none. */
  readonly closeInnermost = (): boolean => {
    const { panel } = this.#menus;
    const { root, width } = this.#host;
    if (panel !== undefined) {
      this.#menus.closePanel();
      focusFirst(root, `[data-panel=${panel}]`);
      return true;
    }
    if (this.#detail.picked !== undefined) {
      this.#compare.stopPicking();
      return true;
    }
    if (root.activeElement?.closest('.detail') == null) return false;
    if (width === 'wide') this.#detail.focusList();
    else void this.#compare.back();
    return true;
  };

  async #copy(kind: 'link' | 'json', version: number): Promise<void> {
    const { history } = this.#host.context.messages;
    try {
      const text = await this.#textOf(kind, version);
      await copyText(this.#host.element, kind, text);
      const done = kind === 'link' ? history.linkCopied(version) : history.jsonCopied(version);
      this.#menus.notice = { text: done, isFailure: false };
      this.#host.say(done);
    } catch {
      this.#menus.notice = { text: history.copyFailed, isFailure: true };
    }
    this.#host.update();
  }

  async #textOf(kind: 'link' | 'json', version: number): Promise<string> {
    const { element, context } = this.#host;
    if (kind === 'link') return new URL(element.hrefFor?.(version) ?? '', document.baseURI).href;
    const whole = await this.#list.reader.read(version, new AbortController().signal);
    if (whole === undefined) throw new Error(`version ${version} was not found`);
    await readSchemas(element.schema);
    return versionJson(whole, fieldLookup(element.schema), context.messages.shared.secret);
  }
}
