import type { TemplateResult } from 'lit';
import { html, literal } from 'lit/static-html.js';

const tags = [literal`h1`, literal`h2`, literal`h3`, literal`h4`, literal`h5`, literal`h6`] as const;

/** A heading of level 1 to 6; what lies outside is brought within. `name` is its class and its part. */
export function headingView(level: number, content: unknown, name = 'title'): TemplateResult {
  const tag = tags[Math.min(6, Math.max(1, Math.trunc(level) || 2)) - 1] ?? tags[1];
  return html`<${tag} class=${name} tabindex="-1" part=${name}>${content}</${tag}>` as TemplateResult;
}
