import type MagicString from 'magic-string';
import ts from 'typescript';

/**
 * Writes what Lit's `@property(…)` and `@state()` say of a class's fields as one `static properties`, which means the same: calls of decorators
 * take twice the room, and bundlers keep them where nobody uses the class.
 */
export function leanProperties(file: ts.SourceFile, lean: MagicString): void {
  const decorators = file.statements.find(isDecoratorImport);
  if (decorators === undefined) return;
  lean.remove(decorators.getStart(file), decorators.end);
  for (const statement of file.statements) if (ts.isClassDeclaration(statement)) moveProperties(statement, file, lean);
}

function isDecoratorImport(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) &&
    ts.isStringLiteral(statement.moduleSpecifier) &&
    statement.moduleSpecifier.text === 'lit/decorators.js'
  );
}

function moveProperties(declaration: ts.ClassDeclaration, file: ts.SourceFile, lean: MagicString): void {
  const properties = declaration.members.flatMap((member) => {
    const [decorator, ...others] = ts.canHaveDecorators(member) ? (ts.getDecorators(member) ?? []) : [];
    if (decorator === undefined) return [];
    if (others.length > 0 || !ts.isPropertyDeclaration(member)) return unknown(member, file);
    lean.remove(decorator.getStart(file), decorator.end);
    return [`${member.name.getText(file)}: ${optionsOf(decorator, file)}`];
  });
  lean.appendLeft(declaration.members.pos, ` static properties = { ${properties.join(', ')} };`);
}

function optionsOf(decorator: ts.Decorator, file: ts.SourceFile): string {
  const { expression } = decorator;
  if (!ts.isCallExpression(expression) || expression.arguments.length > 1) return unknown(decorator, file);
  const options = expression.arguments[0]?.getText(file);
  switch (expression.expression.getText(file)) {
    case 'property':
      return options ?? '{}';
    case 'state':
      return options === undefined ? '{ state: true }' : unknown(decorator, file);
    default:
      return unknown(decorator, file);
  }
}

function unknown(node: ts.Node, file: ts.SourceFile): never {
  throw new Error(`${file.fileName} has a decorator that the build does not know: ${node.getText(file)}`);
}
