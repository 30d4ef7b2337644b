import { join } from 'node:path';
import ts from 'typescript';

const dist = join(import.meta.dirname, '../../dist');

/** The public members that a class of the package declares or inherits from another of its classes. */
export function publicMembers(tags: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const files = tags.map((tag) => join(dist, `${tag}.d.ts`));
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  return new Map(
    tags.map((tag, index) => {
      const module = checker.getSymbolAtLocation(program.getSourceFile(files[index]!)!)!;
      const exported = checker.getExportsOfModule(module).map((symbol) => resolved(symbol, checker));
      const element = exported.find(({ flags }) => (flags & ts.SymbolFlags.Class) !== 0)!;
      const members = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(element));
      return [tag, new Set(members.filter(isOurs).map(({ name }) => name))] as const;
    }),
  );
}

function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isOurs({ name, declarations = [] }: ts.Symbol): boolean {
  const [declaration] = declarations;
  if (name.startsWith('#') || declaration === undefined || !declaration.getSourceFile().fileName.startsWith(dist))
    return false;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(declaration) & hidden) === 0;
}
