/** An event of ours: bubbles, and leaves shadow roots. */
export abstract class PolicyEvent<Detail extends object> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail, options: { readonly cancelable?: boolean } = {}) {
    super(type, { bubbles: true, composed: true, cancelable: options.cancelable ?? false, detail });
  }
}

/** How a listener takes over an action: the element is busy until the promise settles, and says how it went. */
export interface Waiting {
  /** To be called while the event is dispatched; the last call counts. */
  waitUntil(promise: Promise<unknown>): void;
}

/** An action the page may do in the element's stead. Cancelable. */
export abstract class PolicyActionEvent<Detail extends object> extends PolicyEvent<Detail & Waiting> {
  readonly #work: { promise: Promise<unknown> | undefined };

  constructor(type: string, detail: Detail) {
    const work: { promise: Promise<unknown> | undefined } = { promise: undefined };
    const waitUntil = (promise: Promise<unknown>): void => {
      work.promise = promise;
    };
    super(type, { ...detail, waitUntil }, { cancelable: true });
    this.#work = work;
  }

  /** What a listener gave to `waitUntil`. */
  get promise(): Promise<unknown> | undefined {
    return this.#work.promise;
  }
}
