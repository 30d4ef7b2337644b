import type { VersionHeader } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormatContext } from '../../format/format-context.js';
import { relativeTimeText } from '../../format/time/relative-time.js';

export interface ConflictView {
  /** The version that was saved last; undefined where only that there is one is known. */
  readonly header: VersionHeader | undefined;
  /** Labels of the fields that both changed. */
  readonly bothChanged: readonly string[];
  /** False until the version that was saved is here. */
  readonly isKnown: boolean;
  readonly isOpen: boolean;
  readonly context: FormatContext;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly comparison: unknown;
  toggle(): void;
  applyOnTop(): void;
  discardMine(): void;
}

/** Who saved what while the draft was being made, and the three ways on. */
export function conflictView(view: ConflictView): TemplateResult {
  const { settings } = view.context.messages;
  const button = (label: string, action: () => void, kind = ''): TemplateResult =>
    html`<button class="button ${kind}" type="button" @click=${action}>${label}</button>`;
  const seeButton = html`<button class="button" type="button" aria-expanded=${view.isOpen ? 'true' : 'false'} @click=${view.toggle}>
    ${view.isOpen ? settings.hideChanged : settings.seeChanged}
  </button>`;
  return html`<section class="notice conflict" part="conflict" role="alert" tabindex="-1" data-focus="conflict">
    <p><strong>${conflictText(view)}</strong></p>
    <p>${settings.conflictHelp} ${view.bothChanged.length === 0 ? nothing : settings.bothChanged(view.bothChanged)}</p>
    ${view.isOpen ? view.comparison : nothing}
    <div class="row">
      ${view.isKnown ? html`${seeButton} ${button(settings.applyOnTop, view.applyOnTop, 'primary')} ${button(settings.discardMine, view.discardMine)}` : nothing}
    </div>
  </section>`;
}

function conflictText({ header, context, now }: ConflictView): string {
  const { shared, settings } = context.messages;
  if (header === undefined) return settings.conflictUnknown;
  const author = header.createdBy?.name ?? header.createdBy?.id ?? shared.unknownAuthor;
  // Another clock may be ahead of the reader's.
  const seenFrom = Math.max(now, Date.parse(header.createdAt));
  return settings.conflict(header.version, author, relativeTimeText(header.createdAt, seenFrom, context.locale) ?? '');
}
