import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { leanParser } from './lean-parser.js';

/** What we use of esbuild's plugin interface: tsup brings esbuild, and its types are not ours to import. */
interface Setup {
  readonly esbuild: {
    build(options: object): Promise<{ readonly outputFiles?: readonly { readonly text: string }[] }>;
  };
  onResolve(options: { filter: RegExp }, callback: () => object): void;
  onLoad(options: { filter: RegExp; namespace: string }, callback: () => Promise<object>): void;
}

const name = '@marcbachmann/cel-js';
const library = dirname(createRequire(import.meta.url).resolve(name));

/** The licence of what is bundled: core has a copy in `licenses/`. */
export const celLicense: string = readFileSync(join(library, '..', 'LICENSE'), 'utf8');

const notice = `/*! parser of ${name} - MIT License - ${/Copyright.*/.exec(celLicense)?.[0]} */`;

/** The parser's own names for the nodes it makes; all else in the library's operators is its evaluator. */
const operators = `
const OPERATORS = {};
for (const name of ['!=', '==', 'in', '+', '-', '*', '/', '%', '<', '<=', '>', '>=', '||', '&&', 'value', 'id', 'call', 'rcall', 'list', 'map']) OPERATORS[name] = { name };
const aliases = { unaryNot: '!_', unaryMinus: '-_', ternary: '?:', fieldAccess: '.', optionalFieldAccess: '.?', bracketAccess: '[]', optionalBracketAccess: '[?]' };
for (const alias in aliases) OPERATORS[alias] = { name: aliases[alias] };
export { OPERATORS };`;

const functions = 'export class UnsignedInt { constructor(text) { this.value = BigInt(text); } }';

/** What syntax/parse.ts reads of an error; the library's own draws the place of it, too. */
const errors = `
export function parseError(code, summary, { pos, end } = {}) {
  return Object.assign(new Error(summary), { code, summary, range: pos === undefined ? undefined : { start: pos, end } });
}`;

const entry = `
import { Parser } from './parser.js';
const registry = { enableOptionalTypes: false };
export class Environment {
  #parser;
  constructor({ limits }) { this.#parser = new Parser(limits, registry); }
  parse(text) { return { ast: this.#parser.parse(text) }; }
}`;

/**
 * Bundles the parser of cel-js without its evaluator, type checker and registry: 4 kB gzip instead of 24. The import of the
 * package finds an `Environment` that can parse and nothing else, and that macros do not rewrite.
 */
export function celParser(): { readonly name: string; setup(build: Setup): void } {
  return {
    name: 'cel-parser',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'cel-parser' }));
      build.onLoad({ filter: /^/, namespace: 'cel-parser' }, async () => ({ contents: await bundle(build) }));
    },
  };
}

async function bundle({ esbuild }: Setup): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: entry, resolveDir: library },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'cel',
    target: 'es2023',
    plugins: [{ name: 'without-evaluator', setup: replaceEvaluator }],
  });
  // One pure expression, so that a bundle that parses nothing holds none of it.
  const code = `/* @__PURE__ */ (() => { ${outputFiles?.[0]?.text ?? ''}; return cel.Environment; })()`;
  return `${notice}\nexport const Environment = ${code};`;
}

interface InnerSetup {
  onLoad(options: { filter: RegExp }, callback: (file: { readonly path: string }) => object): void;
}

function replaceEvaluator(build: InnerSetup): void {
  build.onLoad({ filter: /[\\/]operators\.js$/ }, () => ({ contents: operators }));
  build.onLoad({ filter: /[\\/]functions\.js$/ }, () => ({ contents: functions }));
  build.onLoad({ filter: /[\\/]errors\.js$/ }, () => ({ contents: errors }));
  build.onLoad({ filter: /[\\/]parser\.js$/ }, ({ path }) => ({
    contents: leanParser(readFileSync(path, 'utf8')),
  }));
}
