import type { JsonObject, JsonValue } from '../../../src/values/json.js';
import type { Random } from '../../random.js';
import { randomDecimal, rewritten } from './random-numbers.js';

/** A policy and inputs to judge by it. Without schemas decimals are JSON numbers; with them some are text. */
export interface World {
  readonly policy: JsonObject;
  readonly policySchema?: JsonObject;
  readonly inputSchema?: JsonObject;
  readonly inputs: readonly JsonValue[];
  /** No field of the policy is missing or holds what it should not: every expression must compile. */
  readonly isSound: boolean;
  /** Texts of decimals that stand in the policy: literals and inputs keep near them. */
  readonly near: readonly string[];
}

type Kind = 'decimal' | 'text' | 'boolean' | 'instant';
type Fields = Readonly<Record<string, Kind | readonly [Kind] | 'item list' | 'deal'>>;

export const inputFields: Fields = {
  a: 'decimal',
  b: 'decimal',
  c: 'decimal',
  d: 'decimal',
  s: 'text',
  t: 'text',
  p: 'boolean',
  q: 'boolean',
  at: 'instant',
  list: ['decimal'],
  names: ['text'],
  items: 'item list',
  deal: 'deal',
};
export const policyFields: Fields = {
  limit: 'decimal',
  cap: 'decimal',
  rate: 'decimal',
  region: 'text',
  strict: 'boolean',
  steps: ['decimal'],
  tags: ['text'],
  deal: 'deal',
};

export const texts = [
  '',
  'a',
  'b',
  'B',
  'ab',
  'EU',
  'US',
  'eu',
  'é',
  '\u{1f600}',
  '\uff5e',
  '20',
  '20.00',
  'true',
  '__proto__',
];

export function randomWorld(random: Random, inputs: number): World {
  const policyKinds = random.chance(0.5) ? writtenKinds(random, 0) : undefined;
  const inputKinds = random.chance(0.5) ? writtenKinds(random, 0.15) : undefined;
  const near: string[] = [];
  const isSound = random.chance(0.7);
  const policyFaults = isSound ? 0 : 0.06;
  const policy = document(random, policyFields, { near: [], written: near, kinds: policyKinds, faults: policyFaults });
  const making: Making = { near, written: [], kinds: inputKinds, faults: random.pick([0, 0.02, 0.05]) };
  return {
    isSound,
    policy: policy as JsonObject,
    ...(policyKinds === undefined ? {} : { policySchema: schemaOf(policyFields, policyKinds) }),
    ...(inputKinds === undefined ? {} : { inputSchema: schemaOf(inputFields, inputKinds) }),
    inputs: Array.from({ length: inputs }, () => document(random, inputFields, making)),
    near,
  };
}

type WrittenKind = 'number' | 'text' | 'text or null';

/** How each decimal of a document with a schema is written. */
type WrittenKinds = (path: string) => WrittenKind;

interface Making {
  readonly near: readonly string[];
  readonly written: string[];
  readonly kinds: WrittenKinds | undefined;
  /** The share of fields that are missing, and of those that hold something else where no schema forbids it. */
  readonly faults: number;
}

function writtenKinds(random: Random, nullable: number): WrittenKinds {
  const kinds = new Map<string, WrittenKind>();
  return (path) => {
    const written = random.chance(nullable) ? 'text or null' : random.pick(['text', 'text', 'number'] as const);
    const kind = kinds.get(path) ?? written;
    kinds.set(path, kind);
    return kind;
  };
}

function document(random: Random, fields: Fields, making: Making, path = ''): JsonValue {
  const made: Record<string, JsonValue> = {};
  for (const [name, kind] of Object.entries(fields)) {
    if (random.chance(making.faults)) continue;
    const isMisfit = making.kinds === undefined && random.chance(making.faults);
    made[name] = isMisfit ? misfit(random) : field(random, kind, making, `${path}/${name}`);
  }
  return made;
}

function field(random: Random, kind: Fields[string], making: Making, path: string): JsonValue {
  const many = <Made>(make: () => Made) => Array.from({ length: random.below(4) }, make);
  if (kind === 'item list') return many(() => document(random, itemFields, making, `${path}/*`));
  if (kind === 'deal') return document(random, dealFields, making, path);
  if (typeof kind === 'object') return many(() => scalar(random, kind[0], making, `${path}/*`));
  return scalar(random, kind, making, path);
}

const itemFields: Fields = { price: 'decimal', count: 'decimal', name: 'text', ok: 'boolean' };
const dealFields: Fields = { value: 'decimal', margin: 'decimal', kind: 'text' };

function scalar(random: Random, kind: Kind, making: Making, path: string): JsonValue {
  if (kind === 'text') return random.pick(texts);
  if (kind === 'boolean') return random.chance(0.5);
  if (kind === 'instant') return instant(random);
  const text = randomDecimal(random, making.near);
  making.written.push(text);
  const written = making.kinds?.(path) ?? 'number';
  if (written === 'text or null' && random.chance(0.2)) return null;
  return written === 'number' ? number(random, text) : rewritten(random, text);
}

const floats = [
  0.1 + 0.2,
  1e21,
  1e-7,
  5e-324,
  1.7976931348623157e308,
  -0,
  1.1 * 1.1,
  2 ** 53 + 2,
  123456789.12345679,
  4.35,
];

function number(random: Random, text: string): number {
  return random.chance(0.05) ? random.pick(floats) : Number(text);
}

export function instant(random: Random): string {
  const day = new Date(Date.UTC(2026, random.below(12), 1 + random.below(28), random.below(24), random.below(60)));
  return day.toISOString();
}

function misfit(random: Random): JsonValue {
  return random.pick<JsonValue>(['5', '20.00', 'text', null, null, null, true, 7, [], [1], ['a'], {}, { value: 1 }]);
}

function schemaOf(fields: Fields, kinds: WrittenKinds, path = ''): JsonObject {
  const properties = Object.entries(fields).map(([name, kind]) => [name, fieldSchema(kind, kinds, `${path}/${name}`)]);
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

function fieldSchema(kind: Fields[string], kinds: WrittenKinds, path: string): JsonObject {
  if (kind === 'item list') return { type: 'array', items: schemaOf(itemFields, kinds, `${path}/*`) };
  if (kind === 'deal') return schemaOf(dealFields, kinds, path);
  if (typeof kind === 'object') return { type: 'array', items: fieldSchema(kind[0], kinds, `${path}/*`) };
  if (kind === 'boolean') return { type: 'boolean' };
  if (kind !== 'decimal') return { type: 'string' };
  const written = kinds(path);
  if (written === 'number') return { type: 'number' };
  const type = written === 'text' ? 'string' : ['string', 'null'];
  return { type, format: 'decimal', 'x-policytrail-decimal': {} };
}
