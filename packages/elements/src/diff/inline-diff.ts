import type { ReactiveControllerHost } from 'lit';
import { warn } from '../base/warn.js';
import type { FieldSchema } from '../fields/field-lookup.js';
import type { FormatContext } from '../format/format-context.js';
import type { PartialMessages } from '../messages/message-table.js';
import { createDiff, defineDiff } from './define-diff.js';
import type { ComparedVersion } from './model/diff-row.js';
import type { PolicyDiff } from './policy-diff.js';

export interface InlineComparison {
  readonly from: ComparedVersion;
  readonly to: ComparedVersion;
  readonly schema: FieldSchema | undefined;
  readonly messages: PartialMessages | undefined;
  readonly context: FormatContext;
  readonly headingLevel: number;
}

/** A comparison that stands inside another element, loaded when it is first shown. */
export class InlineDiff {
  readonly #host: ReactiveControllerHost & Element;
  #diff: PolicyDiff | undefined;
  #isLoading = false;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
  }

  /** The element to render; undefined while it is being loaded, after which the host updates. */
  show(comparison: InlineComparison): PolicyDiff | undefined {
    if (this.#diff === undefined) void this.#load();
    else assign(this.#diff, comparison);
    return this.#diff;
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      await defineDiff(this.#host);
      this.#diff = createDiff(this.#host);
      this.#host.requestUpdate();
    } catch (error) {
      warn(`policy-diff could not be loaded: ${error}`);
    } finally {
      this.#isLoading = false;
    }
  }
}

function assign(diff: PolicyDiff, { from, to, schema, messages, context, headingLevel }: InlineComparison): void {
  const { locale, timeZone = '' } = context;
  Object.assign(diff, { from, to, schema, messages, locale, timeZone, headingLevel, unchanged: 'hidden' });
}
