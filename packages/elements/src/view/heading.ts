import { html, type TemplateResult } from 'lit';

type Heading = (content: unknown, name: string) => TemplateResult;

const headings: readonly Heading[] = [
  (content, name) => html`<h1 class=${name} tabindex="-1" part=${name}>${content}</h1>`,
  (content, name) => html`<h2 class=${name} tabindex="-1" part=${name}>${content}</h2>`,
  (content, name) => html`<h3 class=${name} tabindex="-1" part=${name}>${content}</h3>`,
  (content, name) => html`<h4 class=${name} tabindex="-1" part=${name}>${content}</h4>`,
  (content, name) => html`<h5 class=${name} tabindex="-1" part=${name}>${content}</h5>`,
  (content, name) => html`<h6 class=${name} tabindex="-1" part=${name}>${content}</h6>`,
];

/** A heading of level 1 to 6; what lies outside is brought within. `name` is its class and its part. */
export function headingView(level: number, content: unknown, name = 'title'): TemplateResult {
  const heading = headings[Math.min(6, Math.max(1, Math.trunc(level) || 2)) - 1] as Heading;
  return heading(content, name);
}
