import { html, nothing, type TemplateResult } from 'lit';
import type { FormatContext } from '../format/format-context.js';
import { dateTimeText } from '../format/time/date.js';
import { relativeTimeText } from '../format/time/relative-time.js';

/** An instant, absolute and – in a span of its own – seen from `now`, milliseconds since 1970. */
export function timeView(instant: string, now: number, context: FormatContext): TemplateResult {
  const relative = relativeTimeText(instant, now, context.locale);
  return html`<time datetime=${instant} part="time">${dateTimeText(instant, context) ?? instant}</time>${
    relative === undefined ? nothing : html` <span class="muted" part="relative">${relative}</span>`
  }`;
}
