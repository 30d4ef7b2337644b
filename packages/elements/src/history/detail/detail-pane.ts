import type { PolicyVersion } from '@policytrail/core';
import { html } from 'lit';
import type { PolicyDiff } from '../../diff/policy-diff.js';
import { ShownVersionsTask } from '../data/shown-versions.js';
import type { VersionReader } from '../data/version-reader.js';
import type { ShownComparison } from '../model/shown-comparison.js';
import type { HistoryView } from '../view/history-view.js';

type DetailParts = typeof import('./detail-parts.js');
type FullVersion = Awaited<ReturnType<DetailParts['readFullVersion']>>;

/** What the comparison inside takes over from the history around it. */
export type DiffSettings = Partial<
  Pick<
    PolicyDiff,
    'schema' | 'locale' | 'timeZone' | 'messages' | 'permissions' | 'clock' | 'noShortcuts' | 'headingLevel' | 'density'
  >
>;

/** The chosen version: reads it, and shows its changes or all its values. What shows them is loaded on first use. */
export class DetailPane {
  readonly task: ShownVersionsTask;
  /** The comparison, once it is there. */
  diff: PolicyDiff | undefined;
  readonly #tag: string;
  readonly #changed: () => void;
  #parts: DetailParts | undefined;
  #loading: Promise<DetailParts> | undefined;
  #full: FullVersion | undefined;
  #isWhole = false;

  constructor(reader: VersionReader, tag: string, changed: () => void) {
    this.task = new ShownVersionsTask(reader, changed);
    this.#tag = tag;
    this.#changed = changed;
  }

  /** Asks for what is to be shown. */
  show(shown: ShownComparison | undefined): void {
    this.task.ask(shown);
    if (shown !== undefined && this.#parts === undefined) void this.load();
  }

  async load(): Promise<DetailParts> {
    this.#loading ??= import('./detail-parts.js');
    const parts = await this.#loading;
    if (this.#parts === undefined) {
      this.#parts = parts;
      this.diff = parts.createDiff(this.#tag);
      this.#changed();
    }
    return parts;
  }

  content(view: HistoryView, settings: DiffSettings): unknown {
    const { state } = this.task;
    if (state.status !== 'ready' || this.#parts === undefined) return html``;
    if (view.mode === 'full') return this.#fullContent(state.version, view, this.#parts);
    if (this.diff !== undefined) Object.assign(this.diff, settings, { from: state.from, to: state.to });
    return this.diff;
  }

  #fullContent(version: PolicyVersion, { lookup, context }: HistoryView, parts: DetailParts): unknown {
    if (this.#full?.version !== version) {
      void parts.readFullVersion(version, lookup).then((full) => {
        this.#full = full;
        this.#isWhole = false;
        this.#changed();
      });
      return html``;
    }
    const showAll = (): void => {
      this.#isWhole = true;
      this.#changed();
    };
    return parts.fullView({ full: this.#full, lookup, context, isWhole: this.#isWhole, showAll });
  }
}
