import type { Random } from '../../random.js';
import { randomDecimal } from './random-numbers.js';
import { instant, texts } from './random-world.js';

type Kind = 'decimal' | 'text' | 'boolean' | 'decimals' | 'texts' | 'moment';

/** The names in reach within a macro, and how much deeper an expression may go. */
interface Place {
  readonly random: Random;
  readonly near: readonly string[];
  readonly depth: number;
  readonly loops: readonly { readonly name: string; readonly kind: 'decimal' | 'text' | 'item' }[];
}

/** The text of an expression of a kind that is right by the fields' kinds; what the fields hold may be wrong or missing. */
export function randomExpression(
  random: Random,
  kind: 'decimal' | 'text' | 'boolean',
  near: readonly string[],
): string {
  return makers[kind]({ random, near, depth: random.pick([1, 1, 2, 2, 3, 4]), loops: [] });
}

/** A condition of the shape that most rules have: a few comparisons of fields with constants, joined by one operator. */
export function randomRule(random: Random, near: readonly string[]): string {
  if (random.chance(0.3)) return randomExpression(random, 'boolean', near);
  const place: Place = { random, near, depth: 0, loops: [] };
  const parts = Array.from({ length: 1 + random.below(3) }, () => random.pick(plainParts)(place));
  return parts.join(random.pick([' && ', ' || ']));
}

type Maker = (place: Place) => string;

function deeper(place: Place): Place {
  return { ...place, depth: place.depth - 1 };
}

const decimalFields = [
  ...['input.a', 'input.b', 'input.c', 'input.d', 'input.deal.value', 'input.deal.margin', 'input["a"]'],
  ...['policy.limit', 'policy.cap', 'policy.rate', 'policy.deal.value', 'policy.deal["margin"]'],
];
const fields: Readonly<Record<Kind, readonly string[]>> = {
  decimal: decimalFields,
  text: ['input.s', 'input.t', 'input.deal.kind', 'policy.region', 'policy.deal.kind'],
  boolean: ['input.p', 'input.q', 'policy.strict'],
  decimals: ['input.list', 'policy.steps'],
  texts: ['input.names', 'policy.tags'],
  moment: ['now'],
};

function aField(place: Place, kind: Kind): string {
  const { random, loops } = place;
  const loop = loops.length > 0 && random.chance(0.6) ? random.pick(loops) : undefined;
  if (loop?.kind === kind) return loop.name;
  if (loop?.kind === 'item' && kind === 'decimal') return `${loop.name}.${random.pick(['price', 'count'])}`;
  if (loop?.kind === 'item' && kind === 'text') return `${loop.name}.name`;
  if (loop?.kind === 'item' && kind === 'boolean') return `${loop.name}.ok`;
  return random.pick(fields[kind]);
}

function number({ random, near }: Place): string {
  const text = randomDecimal(random, near);
  if (random.chance(0.08)) return `${text.includes('.') ? text : `${text}.0`}`;
  if (random.chance(0.03)) return `decimal("${text}")`;
  if (random.chance(0.02)) return random.pick(['0x1F', '0xff', '1e3', '1.5e-3', '2.50E+1', '1e33']);
  return text.startsWith('-') && random.chance(0.5) ? `(${text})` : text;
}

const quoted = (text: string) => JSON.stringify(text);

/** A leaf of a kind: a field more often than a literal. */
const leaves: Readonly<Record<Kind, Maker>> = {
  decimal: (place) => (place.random.chance(0.65) ? aField(place, 'decimal') : number(place)),
  text: (place) => (place.random.chance(0.6) ? aField(place, 'text') : quoted(place.random.pick(texts))),
  boolean: (place) => (place.random.chance(0.8) ? aField(place, 'boolean') : place.random.pick(['true', 'false'])),
  decimals: (place) => (place.random.chance(0.5) ? aField(place, 'decimals') : listOf(place, () => number(place))),
  texts: (place) =>
    place.random.chance(0.5) ? aField(place, 'texts') : listOf(place, () => quoted(place.random.pick(texts))),
  moment: (place) => place.random.pick([`timestamp("${instant(place.random)}")`, 'timestamp(input.at)', 'now']),
};

function listOf({ random }: Place, item: () => string): string {
  return `[${Array.from({ length: 1 + random.below(4) }, item).join(', ')}]`;
}

function one(kind: Kind): Maker {
  return (place) => (place.depth <= 0 ? leaves[kind](place) : makers[kind](deeper(place)));
}

const [decimal, text, boolean, decimals, textList, moment] = [
  one('decimal'),
  one('text'),
  one('boolean'),
  one('decimals'),
  one('texts'),
  one('moment'),
];

const comparison: Maker = (place) => place.random.pick(['==', '!=', '<', '<=', '>', '>=']);
const small: Maker = (place) => String(place.random.below(4));

/** Comparisons of the shapes that rules have. */
const ruleLike: Maker = (place) => {
  const [field, operator] = [leaves.decimal(place), comparison(place)];
  const constant = place.random.chance(0.5)
    ? number(place)
    : place.random.pick(['policy.limit', 'policy.cap', 'policy.rate']);
  return place.random.chance(0.8) ? `${field} ${operator} ${constant}` : `${constant} ${operator} ${field}`;
};

const has: Maker = ({ random }) =>
  `has(${random.pick(['input.a', 'input.s', 'input.deal.value', 'input.deal.kind', 'policy.limit', 'policy.deal.margin'])})`;

function macro(place: Place, name: string, body: Kind): string {
  const { random, loops } = place;
  const variable = random.pick(['x', 'y', 'item', 'input_']) + (loops.length === 0 ? '' : loops.length);
  const [list, kind] = random.pick([
    [decimals(deeper(place)), 'decimal'],
    [textList(deeper(place)), 'text'],
    ['input.items', 'item'],
  ] as const);
  const inside: Place = { ...deeper(place), loops: [...loops, { name: variable, kind }] };
  return `${list}.${name}(${variable}, ${one(body)(inside)})`;
}

function mapped(place: Place, kind: Kind): string {
  if (place.random.chance(0.6)) return macro(place, 'map', kind);
  return macro(place, 'map', 'boolean').replace(/\)$/, `, ${one(kind)(deeper(place))})`);
}

function filtered(place: Place, kind: 'decimal' | 'text'): string {
  const list = kind === 'decimal' ? decimals(place) : textList(place);
  const inside: Place = { ...place, loops: [...place.loops, { name: 'it', kind }] };
  return `${list}.filter(it, ${boolean(inside)})`;
}

const booleans: readonly Maker[] = [
  ruleLike,
  ruleLike,
  ruleLike,
  (place) => `${decimal(place)} ${comparison(place)} ${decimal(place)}`,
  (place) => `${text(place)} ${comparison(place)} ${text(place)}`,
  (place) => `${boolean(place)} && ${boolean(place)}`,
  (place) => `${boolean(place)} || ${boolean(place)}`,
  (place) => `(${boolean(place)} || ${boolean(place)}) && ${boolean(place)}`,
  (place) => `${ruleLike(place)} && ${ruleLike(place)} && ${ruleLike(place)}`,
  (place) => `!(${boolean(place)})`,
  (place) => `(${boolean(place)} ? ${boolean(place)} : ${boolean(place)})`,
  (place) => `${decimal(place)} in ${decimals(place)}`,
  (place) => `${text(place)} in ${textList(place)}`,
  (place) => `${text(place)}.${place.random.pick(['contains', 'startsWith', 'endsWith'])}(${text(place)})`,
  (place) => `${aField(place, place.random.pick(['decimal', 'text']))} ${place.random.pick(['==', '!='])} null`,
  (place) => `${decimals(place)} ${place.random.pick(['==', '!='])} ${decimals(place)}`,
  (place) => `${boolean(place)} ${place.random.pick(['==', '!=', '<', '>='])} ${boolean(place)}`,
  (place) => `${moment(place)} ${comparison(place)} ${moment(place)}`,
  (place) =>
    `${moment(place)} - ${moment(place)} ${comparison(place)} duration("${1 + place.random.below(5_000)}h30m")`,
  (place) => macro(place, place.random.pick(['all', 'exists', 'exists_one']), 'boolean'),
  has,
];

const arithmetics: readonly Maker[] = [
  (place) => `${decimal(place)} ${place.random.pick(['+', '-', '*'])} ${decimal(place)}`,
  (place) => `(${decimal(place)} ${place.random.pick(['+', '-', '*', '/', '%'])} ${decimal(place)})`,
  (place) => `${decimal(place)} / ${number(place)}`,
  (place) => `(${decimal(place)} + ${decimal(place)} * ${decimal(place)})`,
  (place) => `-(${decimal(place)})`,
  (place) => `abs(${decimal(place)})`,
  (place) => `round(${decimal(place)}, ${small(place)})`,
  (place) => `${place.random.pick(['min', 'max'])}(${decimal(place)}, ${decimal(place)})`,
  (place) => `max(${decimal(place)}, ${decimal(place)}, ${decimal(place)})`,
  (place) => `size(${place.random.chance(0.5) ? text(place) : decimals(place)})`,
  (place) => `${textList(place)}.size()`,
  (place) => `(${boolean(place)} ? ${decimal(place)} : ${decimal(place)})`,
  (place) => `${decimals(place)}[${small(place)}]`,
  (place) => `input.items[${small(place)}].price`,
  (place) => `decimal(${place.random.chance(0.5) ? 'string(' : '('}${decimal(place)}))`,
];

const textMakers: readonly Maker[] = [
  (place) => `${text(place)} + ${text(place)}`,
  (place) => `(${boolean(place)} ? ${text(place)} : ${text(place)})`,
  (place) => `string(${decimal(place)})`,
  (place) => `string(${boolean(place)})`,
  (place) => `${textList(place)}[${small(place)}]`,
];

/** The `+` of lists and the ternary of texts bind less than what may follow, hence the parentheses. */
const makers: Readonly<Record<Kind, Maker>> = {
  boolean: (place) => `(${place.random.pick(booleans)(deeper(place))})`,
  decimal: (place) => `(${place.random.pick(arithmetics)(deeper(place))})`,
  text: (place) => `(${place.random.pick(textMakers)(deeper(place))})`,
  decimals: (place) =>
    place.random.pick<Maker>([
      leaves.decimals,
      leaves.decimals,
      (inner) => filtered(inner, 'decimal'),
      (inner) => mapped(inner, 'decimal'),
      (inner) => `(${decimals(inner)} + ${decimals(inner)})`,
    ])(deeper(place)),
  texts: (place) =>
    place.random.pick<Maker>([
      leaves.texts,
      leaves.texts,
      (inner) => filtered(inner, 'text'),
      (inner) => mapped(inner, 'text'),
    ])(deeper(place)),
  moment: (place) =>
    place.random.chance(0.3)
      ? `(${leaves.moment(place)} ${place.random.pick(['+', '-'])} duration("${place.random.below(90)}h"))`
      : leaves.moment(place),
};

const inputTexts = ['input.s', 'input.t', 'input.deal.kind'];

const plainParts: readonly Maker[] = [
  ruleLike,
  ruleLike,
  ruleLike,
  (place) => `${place.random.pick(inputTexts)} ${place.random.pick(['==', '!='])} ${leaves.text(place)}`,
  (place) => `${place.random.pick(inputTexts)} in ${place.random.chance(0.3) ? 'policy.tags' : textList(place)}`,
  (place) => `${place.random.pick(decimalFields)} in ${place.random.chance(0.3) ? 'policy.steps' : decimals(place)}`,
];
