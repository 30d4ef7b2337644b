import type { PolicyVersion } from '@policytrail/core';
import { registerClasses } from '../../base/register-classes.js';
import { RestoreDialog } from '../../restore/restore-dialog.js';
import type { RestoreGround, RestoreJob } from '../../restore/restore-job.js';
import type { HistoryHost } from '../control/history-host.js';
import type { ListControl } from '../control/list-control.js';
import { createDetailDiff } from '../detail/detail-diff.js';
import { restoreRefusalOf } from '../model/menu-items.js';
import { RestoreFlow, type RestoreSurroundings } from './restore-flow.js';

/** Restoring from within the history: the dialog, and where the focus goes. */
export class RestoreControl {
  readonly flow: RestoreFlow;
  /** The reader asked for what is refused: the reason is shown. */
  isReasonShown = false;
  /** Why the dialog could not be opened. */
  failure: string | undefined;
  readonly #host: HistoryHost;
  readonly #list: ListControl;
  #dialog: RestoreDialog | undefined;

  constructor(host: HistoryHost, list: ListControl) {
    this.#host = host;
    this.#list = list;
    this.flow = new RestoreFlow(() => host.update());
  }

  /** Undefined: restoring is not offered; else why it is refused, or empty. */
  get refusal(): string | undefined {
    const { element } = this.#host;
    const { source } = element;
    if (element.readOnly || (source !== undefined && source.restore === undefined)) return undefined;
    return this.#host.refusal('restore') ?? '';
  }

  /** The content hash of the version in force, where its row was read. */
  get currentHash(): string | undefined {
    const { rows, current } = this.#list.list.state;
    return rows.find(({ version }) => version === current)?.contentHash;
  }

  readonly request = async (version: number): Promise<void> => {
    const { current, rows } = this.#list.list.state;
    const restoreRefusal = this.refusal;
    const row = rows.find((one) => one.version === version) ?? { version, contentHash: '' };
    const situation = { current, currentHash: this.currentHash, restoreRefusal };
    const refusal = restoreRefusalOf(row, situation, this.#host.context.messages);
    if (restoreRefusal === undefined) return;
    if (refusal !== undefined) return this.#explain(refusal);
    const ending = await this.#openDialog(version);
    const { state } = this.flow;
    if (ending !== 'restored' || state.status !== 'restored') return;
    await this.#showNew(state.as ?? state.ground.head + 1, this.#words.restored(version, state.as));
  };

  readonly undo = async (): Promise<void> => {
    const ending = await this.flow.undo();
    const { state } = this.flow;
    if (ending !== 'undone' || state.status !== 'undone') return;
    await this.#showNew(state.as ?? (this.#list.list.state.head ?? 0) + 1, this.#words.undone(state.version, state.as));
  };

  get #words(): HistoryHost['context']['messages']['restore'] {
    return this.#host.context.messages.restore;
  }

  async #openDialog(version: number): Promise<'restored' | 'not restored'> {
    this.failure = undefined;
    try {
      return await this.flow.restore(version, this.#surroundings());
    } catch {
      this.failure = this.#words.failed;
      this.#host.update();
      return 'not restored';
    }
  }

  #explain(refusal: string): void {
    this.isReasonShown = true;
    this.#host.say(refusal);
    this.#host.update();
  }

  async #showNew(version: number, message: string): Promise<void> {
    const { element, width } = this.#host;
    this.#list.expected = version;
    this.#host.say(message);
    await this.#list.list.notice('newer');
    if (this.#list.list.state.pending > 0) await this.#list.list.showPending();
    Object.assign(element, {
      selected: width === 'wide' ? version : undefined,
      compareFrom: undefined,
      compareTo: undefined,
    });
    await this.#list.goTo(version);
  }

  #surroundings(): RestoreSurroundings {
    const { element } = this.#host;
    return {
      element,
      source: this.#list.source,
      schema: element.schema,
      confirmation: element.restoreConfirmation,
      notes: element.notes,
      undoNote: this.#words.undoNote,
      read: (version) => this.#read(version),
      ground: async (when) => {
        if (when === 'anew') await this.#list.list.notice('newer');
        return this.#ground();
      },
      ask: (job) => this.#ask(job),
    };
  }

  #read(version: number): Promise<PolicyVersion | undefined> {
    return this.#list.reader.read(version, new AbortController().signal);
  }

  async #ground(): Promise<RestoreGround> {
    const { head, current } = this.#list.list.state;
    const version = current === undefined ? undefined : await this.#read(current);
    if (version === undefined || head === undefined) throw new Error('the current version could not be read');
    return { current: version, head };
  }

  #ask(job: RestoreJob): ReturnType<RestoreDialog['open']> {
    const { element, root, context } = this.#host;
    if (this.#dialog === undefined) {
      const prefix = element.localName.replace(/-[^-]*$/, '');
      registerClasses({ 'restore-dialog': RestoreDialog }, { prefix });
      this.#dialog = document.createElement(`${prefix}-restore-dialog`) as RestoreDialog;
      this.#dialog.diff = createDetailDiff(element);
      root.append(this.#dialog);
    }
    const { timeZone, messages, clock, headingLevel, density } = element;
    Object.assign(this.#dialog, { locale: context.locale, timeZone, messages, clock, headingLevel, density });
    return this.#dialog.open(job);
  }
}
