import { PolicyEvent } from './policy-event.js';

/** A comparison is on the page. */
export class DiffReadyEvent extends PolicyEvent<{
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly changes: number;
}> {
  constructor(detail: {
    readonly from: number | undefined;
    readonly to: number | undefined;
    readonly changes: number;
  }) {
    super('policy-diff-ready', detail);
  }
}

/** The element has become as narrow or wide as to look otherwise. */
export class LayoutChangeEvent extends PolicyEvent<{ readonly width: 'narrow' | 'medium' | 'wide' }> {
  constructor(detail: { readonly width: 'narrow' | 'medium' | 'wide' }) {
    super('policy-layout-change', detail);
  }
}
