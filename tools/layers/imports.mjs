import ts from 'typescript';

/** @typedef {{ specifier: string, line: number }} Import */

/**
 * Every module a source file names: `import`, `import type`, `export … from`, `import()`, `import('…').Type`. Read from the
 * syntax tree, not by `ts.preProcessFile`: that one takes the back-tick in a regular expression for a template.
 * @param {string} path
 * @param {string} text
 */
export function importsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  /** @type {Import[]} */
  const imports = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const named = namedModule(node);
    if (named !== undefined && ts.isStringLiteralLike(named)) {
      const { line } = source.getLineAndCharacterOfPosition(named.getStart(source));
      imports.push({ specifier: named.text, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

/** @param {ts.Node} node @returns {ts.Node | undefined} */
function namedModule(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isCall ? node.arguments[0] : undefined;
}
