import type { JsonValue } from '../../../src/values/json.js';
import { type Random, randomFrom } from '../../random.js';

/** Two related documents from a seed, full of what a diff can stumble over. Nothing in them is shared. */
export function randomPair(seed: number): { readonly before: JsonValue; readonly after: JsonValue } {
  const random = randomFrom(seed);
  const rules = keyedItems(random, 1, 3 + random.below(8));
  const before = random.chance(0.05) ? anyValue(random, 0) : { ...(anObject(random, 0) as object), rules };
  return { before, after: edited(random, before, 0) };
}

const names = [
  'id',
  'key',
  'name',
  'when',
  'a',
  'b',
  'a/b',
  'm~n',
  '~1',
  '0',
  '1',
  '*',
  '',
  '__proto__',
  'constructor',
];
const texts = ['', 'a', 'b', 'c', 'd', 'e', '0', '1', 'x/y', '*', '__proto__', 'toString'];

function anyValue(random: Random, depth: number): JsonValue {
  if (depth > 3 || random.chance(0.6)) return aScalar(random);
  return random.chance(0.5) ? anObject(random, depth) : anArray(random, depth);
}

function aScalar(random: Random): JsonValue {
  return random.pick<JsonValue>([null, true, false, 0, -0, 1, 2, 0.5, -7, ...texts]);
}

function anObject(random: Random, depth: number): JsonValue {
  const members = Array.from({ length: random.below(6) }, () => random.pick(names));
  return Object.fromEntries(members.map((name) => [name, anyValue(random, depth + 1)]));
}

function anArray(random: Random, depth: number): JsonValue {
  const length = random.below(9);
  if (random.chance(0.5)) return keyedItems(random, depth, length);
  const item = random.chance(0.5) ? aScalar : anyValue;
  return Array.from({ length }, () => item(random, depth + 1));
}

// Mostly items of their own identity; now and then one lacks it or has another's.
function keyedItems(random: Random, depth: number, length: number): JsonValue {
  const key = random.pick(['id', 'id', 'id', 'key', 'name']);
  const identities = random.shuffled<JsonValue>([1, 2, 3, 4, ...texts, '2']).slice(0, length);
  const items = identities.map((identity) => ({ ...(anObject(random, depth + 1) as object), [key]: identity }));
  if (length > 1 && random.chance(0.05)) items[0] = { ...items[0], [key]: identities[1] as JsonValue };
  if (length > 1 && random.chance(0.05)) delete items[1]?.[key];
  return items;
}

function edited(random: Random, value: JsonValue, depth: number): JsonValue {
  if (random.chance(0.01)) return anyValue(random, depth);
  if (Array.isArray(value)) return editedItems(random, value, depth);
  if (typeof value === 'object' && value !== null)
    return editedMembers(random, value as Record<string, JsonValue>, depth);
  return random.chance(0.08) ? aScalar(random) : value;
}

function editedMembers(random: Random, object: Record<string, JsonValue>, depth: number): JsonValue {
  const members: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(object)) {
    const isIdentity = ['id', 'key', 'name'].includes(name) && !random.chance(0.02);
    if (isIdentity || !random.chance(0.08)) members.push([name, isIdentity ? value : edited(random, value, depth + 1)]);
  }
  while (random.chance(0.1)) members.push([random.pick(names), anyValue(random, depth + 1)]);
  return Object.fromEntries(random.chance(0.3) ? random.shuffled(members) : members);
}

function editedItems(random: Random, items: readonly JsonValue[], depth: number): JsonValue {
  const result = items.filter(() => !random.chance(0.08)).map((item) => edited(random, item, depth + 1));
  while (random.chance(0.5)) {
    const from = random.below(result.length + 1);
    result.splice(random.below(result.length + 1), 0, ...result.splice(from, 1));
  }
  while (random.chance(0.3)) {
    const identity = `new ${random.below(1e9)}`;
    const item = { ...(anObject(random, depth + 1) as object), id: identity, key: identity, name: identity };
    result.splice(random.below(result.length + 1), 0, random.chance(0.9) ? item : anyValue(random, depth + 1));
  }
  return random.chance(0.05) ? random.shuffled(result) : result;
}
