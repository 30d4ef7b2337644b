/** Says what has come about once, and again only after it was over. */
export class ToldOnce {
  readonly #told = new Set<string>();
  readonly #say: (message: string) => void;

  constructor(say: (message: string) => void) {
    this.#say = say;
  }

  /** `message` is undefined while there is nothing of the kind. */
  tell(what: string, message: string | undefined): void {
    if (message === undefined) this.#told.delete(what);
    else if (!this.#told.has(what)) {
      this.#told.add(what);
      this.#say(message);
    }
  }
}
