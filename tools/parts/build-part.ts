import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Setup } from './esbuild.js';
import { type LinkedPart, linkable } from './linkable.js';
import type { SharedCode } from './shared-code.js';

export interface PartOptions {
  /** Packages that hold state, of which there must not be a copy, and how they are asked for. */
  readonly single: Readonly<Record<string, RegExp>>;
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

function keepOutside(build: Setup, { files, packages }: SharedCode, single: PartOptions['single']): void {
  for (const [path, filter] of Object.entries(single)) build.onResolve({ filter }, () => ({ path, external: true }));
  build.onResolve({ filter: /^[^./]/ }, ({ path }) => (packages.has(path) ? { path, external: true } : undefined));
  build.onResolve({ filter: /^[./]/ }, ({ path, resolveDir }) => {
    const source = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
    return files.has(source) ? { path: source, external: true } : undefined;
  });
}
