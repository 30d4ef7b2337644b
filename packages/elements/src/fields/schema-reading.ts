import type { ReactiveControllerHost } from 'lit';
import { type FieldSchema, isUnread, readSchemas } from './field-lookup.js';

type Unread = { readonly status: 'loading' } | { readonly status: 'failed'; readonly error: unknown };

/** Sees to it that an element's schemas are read, and updates it once they are, or can't be. */
export class SchemaReading {
  /** Settles when what was begun last has ended. */
  ended: Promise<void> = Promise.resolve();
  readonly #host: ReactiveControllerHost;
  #unread: Unread | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get hasFailed(): boolean {
    return this.#unread?.status === 'failed';
  }

  /** Where the reading of these schemas stands, which is begun if need be; undefined once they are read. */
  stateOf(...schemas: readonly (FieldSchema | undefined)[]): Unread | undefined {
    if (!schemas.some(isUnread)) return undefined;
    if (this.#unread === undefined) this.begin(...schemas);
    return this.#unread;
  }

  /** Tries again where it failed. */
  begin(...schemas: readonly (FieldSchema | undefined)[]): void {
    this.#unread = { status: 'loading' };
    this.ended = this.#read(schemas);
  }

  async #read(schemas: readonly (FieldSchema | undefined)[]): Promise<void> {
    try {
      await readSchemas(...schemas);
      this.#unread = undefined;
    } catch (error) {
      this.#unread = { status: 'failed', error };
    }
    this.#host.requestUpdate();
  }
}
