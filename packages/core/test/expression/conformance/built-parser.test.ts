import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { celLicense, celParser } from '../../../../../tools/cel-parser.js';
import { randomFrom } from '../../random.js';
import { hostileExpressions } from '../hostile/hostile-expressions.js';
import { randomExpression } from '../reference/random-expression.js';
import { specTests } from './suite.js';

type Parser = Pick<Environment, 'parse'>;

// As in `syntax/parse.ts`.
const options = {
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: 1e9, maxDepth: 256, maxListElements: 1e9, maxMapEntries: 1e9, maxCallArguments: 1e9 },
};

const random = randomFrom(8);
const expressions = [
  ...specTests().map(({ expression }) => expression),
  ...Object.values(hostileExpressions).flat(),
  ...Array.from({ length: 2_000 }, () => randomExpression(random, 'boolean', ['0.1', '20.00'])),
];

/** The tree with the place of every node, or where the parser stopped; unsigned numbers are left alone, since we refuse them. */
function parsed(parser: Parser, expression: string): string {
  try {
    return JSON.stringify(parser.parse(expression).ast, (key, value) => readable(key, value));
  } catch (error) {
    const { code, range } = error as { readonly code?: string; readonly range?: unknown };
    return error instanceof RangeError ? 'stack' : JSON.stringify({ code, range });
  }
}

function readable(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return 'bytes';
  const node = value as ASTNode | null;
  if (key === 'args' && typeof value === 'object' && node !== null && !Array.isArray(value) && node.op === undefined) {
    return 'unsigned';
  }
  return value;
}

describe('the parser that is bundled, without its evaluator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cel-parser-'));
  let bundled: Parser;

  beforeAll(async () => {
    const outfile = join(folder, 'parser.mjs');
    await build({
      stdin: { contents: `export { Environment } from '@marcbachmann/cel-js';`, resolveDir: folder },
      bundle: true,
      format: 'esm',
      outfile,
      plugins: [celParser() as unknown as Plugin],
    });
    const { Environment: Bundled } = (await import(pathToFileURL(outfile).href)) as { Environment: typeof Environment };
    bundled = new Bundled(options);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('comes with its licence', () => {
    expect(readFileSync(new URL('../../../licenses/cel-js.txt', import.meta.url), 'utf8')).toBe(celLicense);
  });

  it(`makes the same trees as the package, or stops at the same place (${expressions.length} expressions)`, () => {
    const whole = new Environment(options);
    const different = expressions
      .map((expression) => [expression, parsed(bundled, expression), parsed(whole, expression)] as const)
      // The package looks at the loop variables of macros; of those our check refuses the same.
      .filter(([, one, other]) => one !== other && !other.includes('"invalid_macro_argument"'))
      .map(([expression, one, other]) => [expression.slice(0, 120), one.slice(0, 200), other.slice(0, 200)]);
    expect(different).toEqual([]);
  });
});
