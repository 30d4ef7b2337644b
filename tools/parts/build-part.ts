import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Setup } from './esbuild.js';
import { type LinkedPart, linkable } from './linkable.js';
import type { SharedCode } from './shared-code.js';

export interface PartOptions {
  /** Packages, files and folders that there must not be a copy of. */
  readonly single: readonly string[];
  /** What its sources need to be built. */
  readonly plugins: readonly object[];
}

/** Writes a part and its source map to where the build writes. */
export async function buildPart(
  { esbuild, initialOptions }: Setup,
  file: string,
  shared: SharedCode,
  { single, plugins }: PartOptions,
): Promise<LinkedPart> {
  const { outdir = 'dist', target } = initialOptions;
  const { outputFiles } = await esbuild.build({
    ...{ entryPoints: [file], outdir, target, bundle: true, write: false, format: 'esm', sourcemap: 'external' },
    plugins: [...plugins, { name: 'shared-code', setup: (build: Setup) => keepOutside(build, shared, single) }],
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  const part = linkable(textOf('.js'));
  const written = `${basename(file, '.ts')}.js`;
  // The first build writes before esbuild has made the folder.
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, written), `${part.text}\n//# sourceMappingURL=${written}.map\n`);
  writeFileSync(join(outdir, `${written}.map`), textOf('.js.map'));
  return part;
}

function keepOutside(build: Setup, { files, packages }: SharedCode, single: readonly string[]): void {
  const isSingle = (path: string) => single.some((name) => path === name || path.startsWith(`${name}/`));
  build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
    packages.has(path) || isSingle(path) ? { path, external: true } : undefined,
  );
  build.onResolve({ filter: /^[./]/ }, ({ path, resolveDir }) => {
    const source = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
    return files.has(source) || isSingle(relative('', source)) ? { path: source, external: true } : undefined;
  });
}
