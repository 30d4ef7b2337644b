import type { JsonValue } from '../json.js';
import { appendPointer } from '../json-pointer.js';

type Container = JsonValue[] | { [key: string]: JsonValue };

interface Level {
  readonly container: Container;
  /** Of the member being read; unused in an array. */
  key: string;
}

/** Puts a JSON value together in the order of its text, and knows the pointer of the value that comes next. */
export class Builder {
  readonly #whole: JsonValue[] = [];
  readonly #around: Level[] = [];
  #level: Level = { container: this.#whole, key: '' };

  /** How many arrays and objects are open. */
  get depth(): number {
    return this.#around.length;
  }

  get isInObject(): boolean {
    return !Array.isArray(this.#level.container);
  }

  get path(): string {
    return [...this.#around, this.#level]
      .slice(1)
      .reduce((path, { container, key }) => appendPointer(path, Array.isArray(container) ? container.length : key), '');
  }

  get value(): JsonValue | undefined {
    return this.#whole[0];
  }

  open(container: Container): void {
    this.#around.push(this.#level);
    this.#level = { container, key: '' };
  }

  close(): void {
    const { container } = this.#level;
    this.#level = this.#around.pop() ?? this.#level;
    this.add(container);
  }

  name(key: string): 'new' | 'taken' {
    this.#level.key = key;
    return Object.hasOwn(this.#level.container, key) ? 'taken' : 'new';
  }

  add(value: JsonValue): void {
    const { container, key } = this.#level;
    if (Array.isArray(container)) container.push(value);
    else if (key !== '__proto__') container[key] = value;
    // An assignment would set the prototype.
    else Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
  }
}
