/** A name that a part uses of a file that is not in it. */
export interface Need {
  readonly file: string;
  readonly name: string;
}

export interface LinkedPart {
  /** A module that exports `open(kit)`; the kit holds what the part needs, in this order. */
  readonly text: string;
  readonly needs: readonly Need[];
}

const importStatement = /^import \{([^}]*)\} from "([^"]*)";$/gm;
const exportStatement = /^export \{([^}]*)\};$/m;

/** Makes a part of the ES module that esbuild writes. Every line stays where it is, so that the source map holds. */
export function linkable(module: string): LinkedPart {
  const needs: Need[] = [];
  const locals = new Map<string, string>();
  const aliases: string[] = [];
  const body = module
    .replace(importStatement, (statement: string, names: string, path: string) => {
      const file = JSON.parse(`"${path}"`) as string;
      for (const [name, local] of namesIn(names)) {
        const known = locals.get(`${file} ${name}`);
        if (known !== undefined) {
          aliases.push(`const ${local} = ${known};`);
          continue;
        }
        needs.push({ file, name });
        locals.set(`${file} ${name}`, local);
      }
      return statement.replaceAll(/[^\n]/g, '');
    })
    .replace(exportStatement, (_, names: string) => `return {${names.replaceAll(/([\w$]+) as ([\w$]+)/g, '$2: $1')}};`);
  if (/^(?:im|ex)port\b/m.test(body))
    throw new Error('the part imports a package, or exports as esbuild did not before');
  const head = `let opened; export const open = (kit) => opened ??= made(kit); function made([${[...locals.values()].join(', ')}]) { ${aliases.join(' ')}`;
  return { text: `${head} ${body.trimEnd()}\n}`, needs };
}

function namesIn(list: string): readonly (readonly [name: string, local: string])[] {
  return [...list.matchAll(/([\w$]+)(?: as ([\w$]+))?/g)].map(([, name = '', local = name]) => [name, local] as const);
}
