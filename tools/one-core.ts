import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Setup {
  onLoad(options: { filter: RegExp }, callback: (file: { readonly path: string }) => object | undefined): void;
  onResolve(options: { filter: RegExp }, callback: () => object): void;
}

/** x */
export function oneCore(entry: string, parts: readonly string[]): { readonly name: string; setup(build: Setup): void } {
  const paths = parts.map((part) => resolve(part));
  return {
    name: 'one-core',
    setup(build) {
      build.onResolve({ filter: /^whole-entry$/ }, () => ({ path: resolve(entry), sideEffects: true }));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!paths.includes(path)) return undefined;
        return { contents: `${readFileSync(path, 'utf8')}\nimport 'whole-entry';`, loader: 'ts' };
      });
    },
  };
}
