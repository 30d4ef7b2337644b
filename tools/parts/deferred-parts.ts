import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildPart } from './build-part.js';
import type { Setup } from './esbuild.js';
import type { Need } from './linkable.js';
import { sharedCode } from './shared-code.js';

export interface Deferring {
  /** Files of which one at least is there before a part is loaded, with all that it imports. */
  readonly owners: readonly string[];
  /** The file that loads the parts, each as `import('./part.js')`; they stand beside it. */
  readonly loader: string;
  /** Their names. */
  readonly parts: readonly string[];
  /**
   * Files that are loaded in the same way, these parts' own among them: what all of them have is handed to each and comes
   * with the loader, so that a page that needs several has no copies of it.
   */
  readonly siblings?: readonly string[];
  /** Packages, files and folders that hold state, or classes that pages compare: what a part imports of them is there before it is loaded. */
  readonly single?: readonly string[];
  /** What else builds their sources. */
  readonly plugins?: readonly object[];
}

/**
 * Builds each part into a file of its own that imports nothing: what it shares with the owner is handed to it once it is
 * loaded (docs/decisions/0010). Were it imported, bundlers would keep it in what applications load at first, used or not.
 */
export function deferredParts({ owners, loader, parts, siblings = [], single = [], plugins = [] }: Deferring): {
  readonly name: string;
  setup(build: Setup): void;
} {
  const loaderFile = resolve(loader);
  const partPaths = parts.map((part) => `./${part}.js`);
  return {
    name: 'deferred-parts',
    setup(build) {
      const shared = once(() =>
        sharedCode(
          build,
          owners.map((owner) => resolve(owner)),
          siblings.map((file) => resolve(file)),
        ),
      );
      const kits = new RegExp(`^kit:(?:${parts.join('|')})$`);
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => (path === loaderFile ? linkingLoader(path, parts) : undefined));
      build.onResolve({ filter: /^\.\// }, ({ path }) =>
        partPaths.includes(path) ? { path, external: true } : undefined,
      );
      build.onResolve({ filter: kits }, ({ path }) => ({ path: path.slice('kit:'.length), namespace: loader }));
      build.onLoad({ filter: /^/, namespace: loader }, async ({ path: part }) => {
        const resolveDir = dirname(loaderFile);
        const { needs } = await buildPart(build, join(resolveDir, `${part}.ts`), await shared(), { single, plugins });
        return { contents: kitOf(needs), resolveDir };
      });
    },
  };
}

/** The loader, handing each part its kit. */
function linkingLoader(file: string, parts: readonly string[]): object {
  const text = parts.reduce(
    (before, part, index) => {
      const after = before.replace(
        `() => import('./${part}.js')`,
        (load) => `${load}.then((part) => part.open(kit${index}()))`,
      );
      if (after === before) throw new Error(`${file} does not load ${part} as it should`);
      return `import { kit as kit${index} } from 'kit:${part}'; ${after}`;
    },
    readFileSync(file, 'utf8'),
  );
  return { contents: text, loader: 'ts' };
}

// A function, so that a bundle that loads no part holds nothing for one.
function kitOf(needs: readonly Need[]): string {
  const imports = needs.map(
    ({ file, name }, index) => `import { ${name} as need${index} } from ${JSON.stringify(file)};`,
  );
  return [...imports, `export const kit = () => [${needs.map((_, index) => `need${index}`).join(', ')}];`].join('\n');
}

function once<Answer>(answer: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | undefined;
  return () => {
    known ??= { answer: answer() };
    return known.answer;
  };
}
