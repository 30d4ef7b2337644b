import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** `narrow` below 480 px, `wide` from 840 px on. */
export type Width = 'narrow' | 'medium' | 'wide';

const narrowBelow = 480;
const wideFrom = 840;

/** Follows the width of its host, which updates when the answer changes, before the browser paints. */
export class HostWidth implements ReactiveController {
  width: Width = 'medium';
  readonly #host: ReactiveControllerHost & Element;
  readonly #onChange: (width: Width) => void;
  #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost & Element, onChange: (width: Width) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) this.#take(entry.contentRect.width);
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #take(pixels: number): void {
    // Not laid out: hidden, or about to be shown.
    if (pixels === 0) return;
    const width = widthOf(pixels);
    if (width === this.width) return;
    this.width = width;
    this.#onChange(width);
    this.#host.requestUpdate();
  }
}

function widthOf(pixels: number): Width {
  if (pixels < narrowBelow) return 'narrow';
  return pixels >= wideFrom ? 'wide' : 'medium';
}
