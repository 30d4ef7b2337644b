import type { PolicyVersion } from '@policytrail/core';
import { html } from 'lit';
import type { CommonProperties } from '../../base/body/element-body.js';
import type { PolicyDiff } from '../../diff/policy-diff.js';
import type { HistoryProperties } from '../control/history-host.js';
import { ShownVersionsTask } from '../data/shown-versions.js';
import type { VersionReader } from '../data/version-reader.js';
import type { HistoryView } from '../view/history-view.js';
import { createDetailDiff } from './detail-diff.js';
import type { FullVersion } from './full-view.js';

type Parts = Pick<typeof import('./full-view.js'), 'fullView' | 'readFullVersion'>;

/** What the comparison inside takes over from the history around it. */
export type DiffSettings = Partial<
  Pick<
    PolicyDiff,
    'schema' | 'locale' | 'timeZone' | 'messages' | 'permissions' | 'clock' | 'noShortcuts' | 'headingLevel' | 'density'
  >
>;

/** As the history has them; `locale` is that in use. */
export function diffSettings(
  history: CommonProperties & Pick<HistoryProperties, 'schema'>,
  locale: string,
): DiffSettings {
  const { schema, timeZone, messages, permissions, clock, noShortcuts, density, headingLevel } = history;
  return {
    ...{ schema, locale, timeZone, messages, permissions, clock, noShortcuts, density },
    headingLevel: headingLevel + 2,
  };
}

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
