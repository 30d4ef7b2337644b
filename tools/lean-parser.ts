/** A node without what checks, evaluates and copies it. */
const plainNode = `export class ASTNode {
  #input
  constructor(input, pos, start, end, op, args) {
    this.#input = input
    this.op = op.name
    this.args = args
    this.pos = pos
    this.start = start
    this.end = end
  }
  get input() { return this.#input }
}`;

const plainCall = `#expandMacro(start, end, op, args) {
    return this.#node(start, end, op, args)
  }`;

/** What is not needed where nothing is evaluated and syntax/parse.ts has messages of its own, of which one reads the library's. */
const edits: readonly (readonly [part: RegExp, replacement: string])[] = [
  [/export class ASTNode \{.*?\n\}/s, plainNode],
  [/#expandMacro\(start, end, op, args\) \{.*?\n {2}\}/s, plainCall],
  [/const ESCAPE_ERRORS = \{.*?\n\}/s, ''],
  [/ESCAPE_ERRORS\[code\]\(extra\)/, "''"],
  [/(?<=parseError\(\s*'(?!expected_token)\w+',\s*)(?:`[^`]*`|'[^']*')/g, "''"],
];

/** The source of the library's parser without what is not needed of it. Throws where it is another one. */
export function leanParser(source: string): string {
  const lean = edits.reduce((text, [part, replacement]) => {
    const edited = text.replace(part, () => replacement);
    return edited === text ? unknown(`${part}`) : edited;
  }, source);
  const numbers = numbersOf(lean);
  return lean.replace(/\bTOKEN\.(\w+)/g, (_, token: string) => numbers.get(token) ?? unknown(`the token ${token}`));
}

// As numbers they are a third of the size; bundlers keep the table, and look up in it.
function numbersOf(source: string): ReadonlyMap<string, string> {
  const [, table] = /const TOKEN = \{(.*?)\}/s.exec(source) ?? unknown('the table of tokens');
  return new Map([...(table ?? '').matchAll(/(\w+): (\d+)/g)].map(([, token = '', number = '']) => [token, number]));
}

function unknown(what: string): never {
  throw new Error(`the parser of cel-js is not the one that the build was made for: ${what} is not in it`);
}
