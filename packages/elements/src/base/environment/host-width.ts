import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** `narrow` below 480 px, `wide` from 840 px on. */
export type Width = 'narrow' | 'medium' | 'wide';

const narrowBelow = 480;
const wideFrom = 840;

/** Knows the width of its host from before the first render on, and follows it: the host updates when the answer changes. */
export class HostWidth implements ReactiveController {
  width: Width = 'medium';
  readonly #host: ReactiveControllerHost & Element;
  readonly #onChange: (width: Width) => void;
  #observer: ResizeObserver | undefined;
  #frame = 0;

  constructor(host: ReactiveControllerHost & Element, onChange: (width: Width) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    this.#take(this.#host.clientWidth);
    this.#observer = new ResizeObserver(([entry]) => {
      const pixels = entry?.contentRect.width ?? 0;
      // A frame later: what is rendered now would resize the host again, which browsers report as an error.
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#take(pixels));
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    cancelAnimationFrame(this.#frame);
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
