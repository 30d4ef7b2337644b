import type { JsonObject } from '../../../src/values/json.js';

/** What hostile expressions are judged by: `__proto__` is a member of its own here, as JSON.parse makes it. */
export const hostilePolicy = JSON.parse(
  '{"limit":"20","__proto__":{"polluted":true},"list":[1,2,3],"huge":9999999999999999999999999999999999}',
) as JsonObject;

export const hostileInput = {
  ...(JSON.parse('{"a":1,"s":"text","flag":true,"o":{},"__proto__":{"polluted":true}}') as JsonObject),
  list: Array.from({ length: 1_000 }, (_, index) => index),
  strings: Array.from({ length: 1_000 }, (_, index) => `item ${index}`),
  dates: Array.from({ length: 1_000 }, (_, index) => `2025-10-03T09:15:00.${index + 100}Z`),
  long: 'a'.repeat(100_000),
  longer: `${'a'.repeat(100_000)}b`,
  // What a search through `long` compares again and again.
  nearly: `${'a'.repeat(25_000)}b${'a'.repeat(25_000)}`,
  big: 1e300,
  small: 1e-300,
} satisfies JsonObject;

/** Each is refused, or fails: a name, and the expressions of that kind. */
export const hostileExpressions: Readonly<Record<string, readonly string[]>> = {
  'too deep': depths(
    ['(', ')'],
    ['[', ']'],
    ['{1:', '}'],
    ['!(', ')'],
    ['-(', ')'],
    ['size([', '])'],
    ['[1].all(x,', ')'],
  ),
  'a row without end': [
    ...['!', '-', '(', '[', '{', '{1:', 'has(', 'a.', 'a[', '1?', 'true?true:', '!-'].map((part) =>
      filled(part, 'true'),
    ),
    ...['1+', '1-', '1*', '1/', '1%', '1<', '1==', 'true&&', 'true||', '1 in ', '"a"+', '[]+'].map((part) =>
      filled(part, '1'),
    ),
    ...['.a', '[0]', '["a"]', '.size()', '.map(x,x)', '(1)', '?1:2'].map(
      (part) => `input${part.repeat(9_900 / part.length)}`,
    ),
  ],
  'too long': [
    'true'.padEnd(10_001),
    `"${'a'.repeat(10_000)}" == ""`,
    `true //${'x'.repeat(10_000)}`,
    ' '.repeat(1_000_000),
  ],
  'loops in loops': loops(),
  'dates without end': [
    'input.dates.all(a, input.dates.all(b, timestamp(a) - timestamp(b) >= duration("0s") || true))',
    'input.dates.all(a, input.dates.all(b, timestamp(a).getDayOfYear("+01:00") >= 0))',
    'input.list.all(a, input.list.all(b, duration("1h30m").getMinutes() > 0))',
  ],
  'text without end': [
    'input.long + input.long == input.long + input.long + input.s || input.list.exists(x, input.long + input.long == "")',
    'input.list.all(x, input.long.contains("b") == false)',
    'input.list.all(x, input.long.endsWith("a"))',
    'input.list.all(x, size(input.long) > 0)',
    'input.list.all(x, input.long <= input.longer && input.longer > input.long)',
    'input.list.all(x, !input.long.contains(input.nearly))',
    'input.list.all(x, !(input.long + input.longer).contains(input.nearly) && input.longer.contains("ab"))',
    'input.list.map(x, input.long + input.long).size() == 1000',
    'input.strings.all(x, input.long != x + input.long)',
    'input.list.map(x, input.list + input.list).size() == 1000',
    'input.list.all(x, input.list.map(y, y) == input.list)',
    'input.list.all(x, !(5000 in input.list))',
    'input.list.all(x, input.list.map(y, [y, y, y, y]).size() == 1000)',
    'input.strings.all(x, !(x + "!" in input.strings))',
  ],
  'regular expressions': [
    ...['(a+)+$', '(a|a)*$', '(.*a){20}', '([a-zA-Z]+)*$', '^(a?){30}a{30}$', '(?=a)*', '\\\\1', '['].flatMap(
      (pattern) => [`input.long.matches("${pattern}")`, `matches(input.long, "${pattern}")`],
    ),
  ],
  prototypes: prototypes(),
  'code of the host': [
    ...[
      'globalThis.process == 1',
      'process.exit()',
      'require("fs") == 1',
      'eval("1") == 1',
      'Function("return 1")() == 1',
    ],
    ...[
      'this == 1',
      'import("fs") == 1',
      'new Date() == 1',
      '(() => true)()',
      'function() { return true }',
      'window == 1',
    ],
    ...[
      '`true`',
      'true; true',
      'a = true',
      'input.a = 2',
      'input.a++ == 1',
      'delete input.a',
      'async == 1',
      'void 0 == 0',
    ],
    ...[
      'input.constructor("return 1")() == 1',
      '"".constructor == 1',
      '"".sub.call() == 1',
      '[].map(x, this).size() == 0',
    ],
    ...[
      'Math.max(1) == 1',
      'JSON.parse("1") == 1',
      'undefined == 1',
      'NaN == 1',
      'Infinity > 1',
      'console.log("") == 1',
    ],
  ],
  'names of the engine': [
    ...[
      '[1].all(__result__, true)',
      '[1].exists(__result__, true)',
      '[1].map(__result__, 1) == [1]',
      '__result__ == 1',
    ],
    ...[
      '[1].all(1, true)',
      '[1].all("x", true)',
      '[1].all(x.y, true)',
      '[1].all(x)',
      '[1].all()',
      '[1].all(x, y)',
      'x.all(x, x)',
    ],
    ...[
      'has(a)',
      'has(input)',
      'has(1)',
      'has(input.a + 1)',
      'has(input["a"])',
      'has()',
      'has(input.a, input.b)',
      'has("a".b)',
    ],
  ],
  'numbers beyond all bounds': [
    ...['1e400 > 1', '-1e400 < 1', '1e999999999 > 1', '1e-400 < 1', '1e35 > 1', '1e-35 < 1', `${'9'.repeat(35)} > 1`],
    ...[
      `${'9'.repeat(9_000)} > 1`,
      `0x${'f'.repeat(9_000)} > 1`,
      `0.${'1'.repeat(9_000)} < 1`,
      `1.${'0'.repeat(20)}${'1'.repeat(20)} > 1`,
    ],
    ...[
      'decimal("1e400") > 1',
      'decimal("1e999999999999999999999") > 1',
      `decimal("${'9'.repeat(9_000)}") > 1`,
      'decimal("NaN") > 1',
    ],
    ...['decimal("") > 1', 'decimal(" 1") > 0', 'decimal("1_0") > 0', 'decimal("0x10") > 0', 'decimal("Infinity") > 0'],
    ...[
      'round(1.5, 1e9) > 1',
      'round(1.5, -1) > 1',
      'round(1.5, 0.5) > 1',
      'round(1.5, 35) > 1',
      'round(1.5, "1") > 1',
    ],
    ...['1 / 0 > 1', '1 % 0 > 1', 'input.a / (input.a - 1) > 1', '0.0 / 0.0 > 1', 'input.a % 0.0 == 1'],
    overflow('input.big', '*'),
    overflow('input.small', '*'),
    'input.list.map(x, input.big * input.big * input.big * input.big * input.big * input.big).map(y, y * y * y * y).size() == 1000',
  ],
  'places that are not there': [
    ...[
      'input.list[-1] == 1',
      'input.list[1000] == 1',
      'input.list[0.5] == 1',
      'input.list["0"] == 1',
      'input.list[null] == 1',
    ],
    ...[
      'input.list[1e30] == 1',
      'input.list[9007199254740993] == 1',
      'input.list[true] == 1',
      'input.s[0] == "t"',
      'input.a[0] == 1',
    ],
    ...[
      'input.list.length == 1000',
      'input.s.length == 4',
      'input.a.toFixed() == "1"',
      'input.nothing == 1',
      'input.o.nothing > 1',
    ],
    ...[
      'input.a.b == 1',
      'input.flag.x == 1',
      'policy.nothing == 1',
      'policy.list[3] == 1',
      '{"a": 1}.b == 1',
      '{"a": 1}["b"] == 1',
    ],
    ...['{"a": 1, "a": 2}.a == 1', '{null: 1}[null] == 1', '{[1]: 1}[[1]] == 1', '{1.5: 1}[1.5] == 1'],
  ],
  'times that never were': [
    ...[
      'timestamp("") < now',
      'timestamp("yesterday") < now',
      'timestamp("2026-02-30T00:00:00Z") < now',
      'timestamp(input.long) < now',
    ],
    ...[
      'timestamp("99999-01-01T00:00:00Z") > now',
      'timestamp("0000-01-01T00:00:00Z") < now',
      'timestamp("2026-01-01") < now',
    ],
    ...[
      'now + duration("99999999h") > now',
      'now - duration("99999999h") < now',
      `duration("${'9'.repeat(9_000)}h") > duration("1s")`,
    ],
    ...[
      'duration("1") > duration("0s")',
      'duration("") > duration("0s")',
      'duration("h") > duration("0s")',
      'duration("1x") > duration("0s")',
    ],
    ...[
      'duration("1e9h") > duration("0s")',
      'now > 1',
      'now + 1 > now',
      'duration("1s") * 2 > duration("1s")',
      'now + now > now',
    ],
  ],
  'calls with too many or too few': [
    ...[
      'size() == 0',
      'size(1) == 1',
      'size("a", "b") == 1',
      'min() == 1',
      'max() == 1',
      'max("a", 1) == 1',
      'abs() == 1',
      'abs("1") == 1',
    ],
    ...[
      'decimal() == 1',
      'string() == ""',
      '"a".contains() == true',
      '"a".contains(1)',
      '"a".startsWith("a", "b")',
      'input.a.contains("1")',
    ],
    ...[
      'unknown(1) == 1',
      'input.unknown(1) == 1',
      '"a".unknown()',
      `max(${Array.from({ length: 4_990 }, () => 1).join()}) > "1"`,
    ],
    `unknown(${Array.from({ length: 4_900 }, () => 1).join()})`,
    `[${Array.from({ length: 4_900 }, () => 1).join()}] == 1`,
  ],
  'syntax of no use': [
    ...[
      '',
      ' ',
      '//',
      'true true',
      '1 +',
      '"',
      "'",
      '"""',
      'r"',
      '"\\q" == ""',
      '"\\ud800" == ""',
      '"\\U00110000" == ""',
      '\u0000',
      '\ufeff true',
    ],
    ...[
      'b"a" == b"a"',
      'input.?a == 1',
      'input[?"a"] == 1',
      'input.`a` == 1',
      '.input.a == 1',
      'Message{} == 1',
      'a.b.Message{x: 1} == 1',
    ],
    ...[
      '"a" > 1',
      '"9" > 10',
      'true > 1',
      'null > 1',
      '[1] > [1]',
      '{} > {}',
      '-"a" == "a"',
      '!1',
      '-true',
      '1 && true',
      '"a" || false',
    ],
    ...[
      '1 ? true : false',
      'true ? 1 : 2',
      'input.a',
      '"text"',
      '[]',
      'null',
      '1',
      '"a" - "b" == ""',
      '[1] - [1] == []',
      '"a" * 3 == ""',
    ],
  ],
};

function depths(...brackets: readonly (readonly [string, string])[]): readonly string[] {
  return brackets.flatMap(([open, close]) =>
    [70, 400, 4_990].flatMap((depth) => {
      const fitting = Math.min(depth, Math.floor(9_900 / (open.length + close.length)));
      return [`${open.repeat(fitting)}1${close.repeat(fitting)}`, `${open.repeat(fitting)}true`];
    }),
  );
}

function filled(part: string, end: string): string {
  return part.repeat(Math.floor((10_000 - end.length) / part.length)) + end;
}

function loops(): readonly string[] {
  const inner = { all: 'a + b + c >= 0', exists: 'a + b + c < 0', exists_one: 'a + b + c == 0' };
  const tests = Object.entries(inner).map(
    ([name, body]) => `input.list.${name}(a, input.list.${name}(b, input.list.${name}(c, ${body})))`,
  );
  const lists = ['filter', 'map'].map(
    (name) => `input.list.${name}(a, input.list.${name}(b, input.list.${name}(c, true) == []) == []) == []`,
  );
  const literal = `[${Array.from({ length: 60 }, (_, index) => index).join()}]`;
  const variables = [...'abcdefgh'];
  const nested = (name: string) =>
    `${variables.map((variable) => `${literal}.${name}(${variable}, `).join('')}a + h >= 0${')'.repeat(variables.length)}`;
  return [...tests, ...lists, nested('all'), nested('exists_one'), ...grown('map'), ...grown('filter')];
}

/** Lists that grow with each step. */
function grown(name: string): readonly string[] {
  const step = (list: string) => `(${list} + ${list} + ${list} + ${list})`;
  const list = step(step('input.list'));
  return [
    `${list}.${name}(x, ${list}.size() > 0) == []`,
    `${step(list)} == ${step(list)} && ${step(list)}.${name}(x, true) == []`,
  ];
}

function prototypes(): readonly string[] {
  const names = [
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    '__lookupSetter__',
    'isPrototypeOf',
  ];
  return names.flatMap((name) => [
    `input.${name} != null`,
    `policy.${name} != null`,
    `input["${name}"] != null`,
    `input.o.${name} == input.o.${name}`,
    `input.list.${name} == 1`,
    `input.s.${name} == 1`,
    `{"a": 1}.${name} == 1`,
    `${name} == 1`,
    `${name}(input) == 1`,
    `input.${name}() == 1`,
    `input.constructor.${name} == 1`,
    `"${name}" in input || "${name}" in policy || input.o["${name}"] == 1`,
    `input.list.map(${name}, ${name}.${name}) == []`,
  ]);
}

function overflow(factor: string, operator: string): string {
  return `${Array.from({ length: 60 }, () => factor).join(` ${operator} `)} > 1`;
}
