import type { BodyHost } from '../../base/body/element-body.js';
import type { FieldSchema } from '../../fields/field-lookup.js';
import type { ComparedVersion } from '../model/diff-row.js';
import type { PolicyDiff } from '../policy-diff.js';
import { createDiff } from './create-diff.js';
import { diffSettings } from './diff-settings.js';

/** A comparison that stands inside another element. */
export class InlineDiff {
  readonly #host: BodyHost<{ readonly schema: FieldSchema | undefined }>;
  #diff: PolicyDiff | undefined;

  constructor(host: BodyHost<{ readonly schema: FieldSchema | undefined }>) {
    this.#host = host;
  }

  /** The element to render. */
  show(from: ComparedVersion, to: ComparedVersion): PolicyDiff {
    const { element, context } = this.#host;
    this.#diff ??= createDiff(element);
    return Object.assign(this.#diff, diffSettings(element, context.locale, 1), {
      from,
      to,
      unchanged: 'hidden',
    } as const);
  }
}
