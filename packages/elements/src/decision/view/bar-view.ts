import { html, svg, type TemplateResult } from 'lit';
import type { Excess } from '../model/compared-values.js';

const length = 1000;
const room = 1.06;

/** How far a value is beyond its limit, drawn: beside the words, and only for the eye. */
export function barView({ actual, threshold }: NonNullable<Excess['bar']>): TemplateResult {
  const at = (share: number): number => Math.round((share / room) * length);
  const [from, to] = [Math.min(actual, threshold), Math.max(actual, threshold)];
  const kind = actual > threshold ? 'over' : 'short';
  return html`<svg class="bar" viewBox="0 0 ${length} 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<rect class="track" width=${length} y="2" height="8"></rect>
      <rect class="within" width=${at(from)} y="2" height="8"></rect>
      <rect class=${kind} x=${at(from)} width=${at(to) - at(from)} y="2" height="8"></rect>
      <rect class="tick" x=${Math.max(0, at(threshold) - 2)} width="4" height="12"></rect>`}
  </svg>`;
}
