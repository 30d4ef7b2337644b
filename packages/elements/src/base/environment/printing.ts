import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells whether the page is being printed; its host updates in time, so that paper shows what a click would have. */
export class Printing implements ReactiveController {
  isPrinting = false;
  readonly #host: ReactiveControllerHost;
  readonly #begin = (): void => this.#change(true);
  readonly #end = (): void => this.#change(false);

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.#begin);
    addEventListener('afterprint', this.#end);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.#begin);
    removeEventListener('afterprint', this.#end);
  }

  #change(isPrinting: boolean): void {
    this.isPrinting = isPrinting;
    this.#host.requestUpdate();
  }
}
