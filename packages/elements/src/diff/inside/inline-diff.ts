import type { FieldSchema } from '../../fields/field-lookup.js';
import type { FormatContext } from '../../format/format-context.js';
import type { PartialMessages } from '../../messages/message-table.js';
import type { ComparedVersion } from '../model/diff-row.js';
import type { PolicyDiff } from '../policy-diff.js';
import { createDiff } from './create-diff.js';

export interface InlineComparison {
  readonly from: ComparedVersion;
  readonly to: ComparedVersion;
  readonly schema: FieldSchema | undefined;
  readonly messages: PartialMessages | undefined;
  readonly context: FormatContext;
  readonly headingLevel: number;
}

/** A comparison that stands inside another element. */
export class InlineDiff {
  readonly #host: Element;
  #diff: PolicyDiff | undefined;

  constructor(host: Element) {
    this.#host = host;
  }

  /** The element to render. */
  show({ context, ...comparison }: InlineComparison): PolicyDiff {
    this.#diff ??= createDiff(this.#host);
    const { locale, timeZone = '' } = context;
    return Object.assign(this.#diff, comparison, { locale, timeZone, unchanged: 'hidden' } as const);
  }
}
