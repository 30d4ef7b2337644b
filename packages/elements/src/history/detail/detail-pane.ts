import type { PolicyVersion } from '@policytrail/core';
import { html } from 'lit';
import type { DiffSettings } from '../../diff/inside/diff-settings.js';
import type { PolicyDiff } from '../../diff/policy-diff.js';
import { ShownVersionsTask } from '../data/shown-versions.js';
import type { VersionReader } from '../data/version-reader.js';
import type { HistoryView } from '../view/history-view.js';
import { createDetailDiff } from './detail-diff.js';
import type { FullVersion } from './full-view.js';

type Parts = Pick<typeof import('./full-view.js'), 'fullView' | 'readFullVersion'>;

/** The chosen version: reads it, and shows its changes or all its values. */
export class DetailPane {
  readonly task: ShownVersionsTask;
  readonly diff: PolicyDiff;
  readonly #changed: () => void;
  #full: FullVersion | undefined;
  #isWhole = false;

  constructor(history: Element, reader: VersionReader, changed: () => void) {
    this.diff = createDetailDiff(history);
    this.task = new ShownVersionsTask(reader, changed);
    this.#changed = changed;
  }

  /** Goes to another change; a key that comes before the comparison is there has no effect. */
  stepChange(by: 1 | -1): void {
    const isThere = this.diff.isConnected && !this.diff.matches(':state(loading), :state(error)');
    if (isThere) void this.diff.showChange(by);
  }

  content(view: HistoryView, settings: DiffSettings, parts: Parts | undefined): unknown {
    const { state } = this.task;
    if (state.status !== 'ready' || parts === undefined) return html``;
    if (view.mode === 'full') return this.#fullContent(state.version, view, parts);
    return Object.assign(this.diff, settings, { from: state.from, to: state.to });
  }

  #fullContent(version: PolicyVersion, { lookup, context }: HistoryView, parts: Parts): unknown {
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
