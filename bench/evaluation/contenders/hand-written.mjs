import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { pathToFileURL } from 'node:url';
import Decimal from 'decimal.js';
import { decimalText, withNumbers, withTexts } from '../workload.mjs';

/**
 * The source of a module as somebody would type it who had only these rules: an `if` a rule, 50 in a function, as V8 no longer
 * optimises longer ones. It is written to a file and imported. A rule of one comparison says threshold and actual value.
 */
function sourceOf(rules, { before, compare, threshold, actual }) {
  const blocks = [];
  for (let start = 0; start < rules.length; start += 50) blocks.push(rules.slice(start, start + 50));
  const constants = [];
  const testOf = (comparison) => {
    if (comparison.kind === 'text') {
      return `(${comparison.bound.map((value) => `input.${comparison.field} === ${JSON.stringify(value)}`).join(' || ')})`;
    }
    return compare(comparison, constants);
  };
  const ruleOf = ({ id, join, comparisons }) => {
    const [only] = comparisons;
    const isExplained = comparisons.length === 1 && only.kind !== 'text';
    const found = isExplained
      ? `{ id: '${id}', threshold: ${threshold(only)}, actual: ${actual(only)} }`
      : `{ id: '${id}', threshold: null, actual: null }`;
    return `  if (${comparisons.map(testOf).join(join === 'and' ? ' && ' : ' || ')}) violated.push(${found});`;
  };
  const functions = blocks.map(
    (block, at) => `function block${at}(input, values, violated) {\n${block.map(ruleOf).join('\n')}\n}`,
  );
  const calls = blocks.map((_, at) => `  block${at}(input, values, violated);`).join('\n');
  const judge = `export function judge(input) {\n  const violated = [];\n  const values = ${before};\n${calls}\n  return violated;\n}`;
  return `${constants.join('\n')}\n${functions.join('\n')}\n${judge}\n`;
}

async function imported(source) {
  const folder = mkdtempSync(joinPath(tmpdir(), 'policytrail-bench-'));
  const file = joinPath(folder, 'rules.mjs');
  try {
    writeFileSync(file, source);
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const numberOf = ({ kind, bound }) => (kind === 'decimal' ? bound / 100 : bound);

export const plainNumbers = {
  package: 'hand-written',
  form: 'numbers',
  exact: 'no',
  explains: 'threshold, actual',
  withoutEval: 'yes',
  saysValues: true,
  async prepare(rules) {
    const { judge } = await imported(
      sourceOf(rules, {
        before: 'input',
        compare: (comparison) => `input.${comparison.field} ${comparison.operator} ${numberOf(comparison)}`,
        threshold: numberOf,
        actual: ({ field }) => `input.${field}`,
      }),
    );
    const asText = (value, kind) => (kind === 'decimal' ? value.toFixed(2) : String(value));
    return { take: withNumbers, judge, read: (violated) => readable(rules, violated, asText) };
  },
};

const decimalMethods = { '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' };
const decimalFields = ['discountPct', 'marginPct', 'dealValue', 'listPrice', 'feeUsd'];

/** A Decimal a field and call, a Decimal a threshold and module; threshold and actual value are the texts given. */
export const decimalJs = {
  package: 'hand-written',
  form: 'decimal.js',
  exact: 'yes',
  explains: 'threshold, actual',
  withoutEval: 'yes',
  saysValues: true,
  async prepare(rules) {
    const source = sourceOf(rules, {
      before: `{ ${decimalFields.map((field) => `${field}: new Decimal(input.${field})`).join(', ')} }`,
      compare: ({ field, kind, operator, bound }, constants) => {
        if (kind === 'whole') return `input.${field} ${operator} ${bound}`;
        constants.push(`const bound${constants.length} = new Decimal('${decimalText(bound)}');`);
        return `values.${field}.${decimalMethods[operator]}(bound${constants.length - 1})`;
      },
      threshold: ({ kind, bound }) => (kind === 'decimal' ? `'${decimalText(bound)}'` : bound),
      actual: ({ field }) => `input.${field}`,
    });
    const { judge } = await imported(`import Decimal from '${import.meta.resolve('decimal.js')}';\n${source}`);
    if (new Decimal('0.1').plus('0.2').eq('0.3') !== true) throw new Error('decimal.js is not exact');
    return { take: withTexts, judge, read: (violated) => readable(rules, violated, String) };
  },
};

function readable(rules, violated, asText) {
  const kinds = new Map(rules.map(({ id, comparisons }) => [id, comparisons[0].kind]));
  return violated.map(({ id, threshold, actual }) =>
    threshold === null
      ? { id }
      : { id, threshold: asText(threshold, kinds.get(id)), actual: asText(actual, kinds.get(id)) },
  );
}
