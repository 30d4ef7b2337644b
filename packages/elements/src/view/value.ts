import { html, nothing, type TemplateResult } from 'lit';
import { textParts } from '../format/hidden-characters.js';
import type { ValueText } from '../format/value-text.js';
import type { Messages } from '../messages/message-table.js';

/** A value that was put into words. */
export function valueView(value: ValueText, messages: Messages): TemplateResult {
  switch (value.kind) {
    case 'absent':
      return html`<span class="absent">${value.text}</span>`;
    case 'secret':
    case 'formatted':
      return html`<bdi class="numeric">${value.text}</bdi>`;
    case 'json':
      return html`<pre class="json" dir="ltr">${textView(value.text, messages)}</pre>`;
    case 'text':
      return html`<bdi class="text">${textView(value.text, messages)}</bdi>`;
  }
}

/** Text of others, with characters that could hide or turn it made visible, and a word about them. */
export function textView(text: string, { shared }: Messages): TemplateResult | string {
  const parts = textParts(text);
  if (!parts.some(({ isHidden }) => isHidden)) return text;
  const shown = parts.map((part) =>
    part.isHidden ? html`<span class="hidden-character">${part.text}</span>` : part.text,
  );
  return html`${shown} <span class="hidden-note">${shared.hiddenCharacters}</span>`;
}

/** What failed, read out at once: beside the control that it was asked of. */
export function alertView(message: string | undefined): TemplateResult | typeof nothing {
  return message === undefined ? nothing : html`<p class="alert" role="alert">${message}</p>`;
}
