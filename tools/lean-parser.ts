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

/** The source of the library's parser, with nodes that are only read and calls that no macro rewrites. Throws where it is another one. */
export function withoutEvaluation(source: string): string {
  const lean = replaced(
    replaced(source, /export class ASTNode \{.*?\n\}/s, plainNode),
    /#expandMacro\(start, end, op, args\) \{.*?\n {2}\}/s,
    plainCall,
  );
  const numbers = numbersOf(lean);
  return lean.replace(/\bTOKEN\.(\w+)/g, (_, token: string) => numbers.get(token) ?? unknown(`the token ${token}`));
}

function replaced(source: string, part: RegExp, replacement: string): string {
  return part.test(source) ? source.replace(part, () => replacement) : unknown(`${part}`);
}

// As numbers they are a third of the size; bundlers keep the table, and look up in it.
function numbersOf(source: string): ReadonlyMap<string, string> {
  const [, table] = /const TOKEN = \{(.*?)\}/s.exec(source) ?? unknown('the table of tokens');
  return new Map([...(table ?? '').matchAll(/(\w+): (\d+)/g)].map(([, token = '', number = '']) => [token, number]));
}

function unknown(what: string): never {
  throw new Error(`the parser of cel-js is not the one that the build was made for: ${what} is not in it`);
}
