import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** To render and lay out so many rows more takes half of the 50 ms that a reader feels. */
const rowsAStep = 80;
// Frames come only to pages that are seen.
const longestFrameMilliseconds = 100;

/** Lets its host render many rows in steps, one a frame. */
export class RowSteps implements ReactiveController {
  /** Settles once all rows are rendered. */
  ended: Promise<void> = Promise.resolve();
  readonly #host: ReactiveControllerHost;
  #allowed = rowsAStep;
  #wanted = 0;
  #isFrameAwaited = false;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** For other rows: begins with the first of them. */
  reset(): void {
    this.#allowed = rowsAStep;
  }

  /** Of `wanted` rows, how many are to be rendered now. */
  take(wanted: number): number {
    this.#wanted = wanted;
    if (wanted > this.#allowed && this.#end === undefined) {
      this.ended = new Promise((resolve) => {
        this.#end = resolve;
      });
    }
    return Math.min(wanted, this.#allowed);
  }

  hostUpdated(): void {
    if (this.#wanted <= this.#allowed) {
      this.#end?.();
      this.#end = undefined;
    } else if (!this.#isFrameAwaited) {
      this.#isFrameAwaited = true;
      void nextFrame().then(() => this.#goOn());
    }
  }

  #goOn(): void {
    this.#isFrameAwaited = false;
    this.#allowed += rowsAStep;
    this.#host.requestUpdate();
  }
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
    setTimeout(resolve, longestFrameMilliseconds);
  });
}
