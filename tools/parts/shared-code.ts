import { resolve } from 'node:path';
import type { Setup } from './esbuild.js';

/** What is there before a part is loaded. */
export interface SharedCode {
  /** Source files that there is code of. */
  readonly files: ReadonlySet<string>;
  /** Packages, and entries of theirs, that something is imported of. */
  readonly packages: ReadonlySet<string>;
}

/** What each of the owners has. */
export async function sharedCode({ esbuild }: Setup, owners: readonly string[]): Promise<SharedCode> {
  const found = await Promise.all(
    owners.map(async (owner) => {
      const { metafile, outputFiles } = await esbuild.build({
        ...{ entryPoints: [owner], outdir: 'dist', bundle: true, write: false, format: 'esm', metafile: true },
        ...{ packages: 'external', plugins: [{ name: 'later', setup: leaveLater }] },
      });
      const [output] = Object.values(metafile.outputs);
      const files = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
      return {
        files: new Set(files.map(([file]) => resolve(file))),
        packages: packagesIn(outputFiles[0]?.text ?? ''),
      };
    }),
  );
  const inAll = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> =>
    new Set([...(sets[0] ?? [])].filter((one) => sets.every((set) => set.has(one))));
  return { files: inAll(found.map(({ files }) => files)), packages: inAll(found.map(({ packages }) => packages)) };
}

// Where nothing of it is used, esbuild leaves the bare import of a package.
function packagesIn(module: string): ReadonlySet<string> {
  return new Set([...module.matchAll(/^(?:import .*|\}) from "([^"]*)";$/gm)].map(([, path = '']) => path));
}

function leaveLater({ onResolve }: Setup): void {
  onResolve({ filter: /^/ }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
}
