import type { JsonObject, JsonValue } from '../../values/json.js';
import { appendPointer } from '../../values/json-pointer.js';
import { Fault } from '../failure.js';
import type { Type } from '../type/type.js';
import { jsonNoun, valueOfJson } from '../value/json-value.js';
import { isList, type Value } from '../value/value.js';
import type { Run } from './run.js';

/** A name or an index. */
export type Segment = string | number;

/** A place in the input that expressions read, once a run. */
export interface Slot {
  readonly index: number;
  readonly path: readonly Segment[];
  /** As an expression writes it: `input.items[0].price`. */
  readonly name: string;
  readonly pointer: string;
  readonly type: Type;
  readonly missing: Fault;
}

/** All slots of a program; the number of a slot is its place in the runs' lists. */
export class SlotTable {
  readonly #slots = new Map<string, Slot>();

  readonly #unread: undefined[] = [];

  /** A run's list in which nothing stands yet. */
  unread(): undefined[] {
    return this.#unread.slice();
  }

  slot(name: string, path: readonly Segment[], type: Type, pointer: string): Slot {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const missing = new Fault('missing_field', `\`${name}\` is missing`);
    const slot = { index: this.#slots.size, path, name, pointer, type, missing };
    this.#slots.set(name, slot);
    this.#unread.push(undefined);
    return slot;
  }
}

/** What a slot holds in a run, read at the first time. */
export function readSlot(run: Run, slot: Slot): Value | Fault {
  const json = readPath(run.input, slot.path);
  const value = json === undefined ? absence(run, slot) : valueOfJson(json, slot.type, slot.name);
  if (isList(value)) run.cost += value.length;
  run.slots[slot.index] = value;
  // At hand here; to find it again would take longer.
  if (typeof json === 'string' && typeof value === 'number') run.texts[slot.index] = json;
  return value;
}

/** Undefined where there is nothing. Own members alone are read. */
export function readPath(document: JsonValue, path: readonly Segment[]): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (let depth = 0; depth < path.length; depth++) value = readMember(value, path[depth] as Segment);
  return value;
}

function readMember(value: JsonValue | undefined, segment: Segment): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) !== (typeof segment === 'number') || !Object.hasOwn(value, segment)) return undefined;
  return (value as JsonObject)[segment];
}

/** A member that is not there; or wrong types on the way to it. */
function absence(run: Run, slot: Slot): Fault {
  for (let length = 0; length < slot.path.length; length++) {
    const value = readPath(run.input, slot.path.slice(0, length));
    if (value === undefined) break;
    const wanted = typeof slot.path[length] === 'number' ? 'a list' : 'a map';
    if (jsonNoun(value) === wanted) continue;
    return new Fault('wrong_type', `\`${slot.name}\` can't be read: what should be ${wanted} is ${jsonNoun(value)}`);
  }
  return slot.missing;
}

export function pointerOf(path: readonly Segment[]): string {
  return path.reduce<string>(appendPointer, '');
}
