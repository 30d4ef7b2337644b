import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Setup } from './esbuild.js';
import { type LinkedPart, linkable } from './linkable.js';

const toText = { bundle: true, write: false, format: 'esm' } as const;

/** The source files that the owner has code of. */
export async function sharedFiles(
  { esbuild }: Setup,
  owner: string,
  partPaths: readonly string[],
): Promise<ReadonlySet<string>> {
  const options = { entryPoints: [owner], outdir: 'dist', external: partPaths, packages: 'external', metafile: true };
  const { metafile } = await esbuild.build({ ...toText, ...options });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return new Set(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => resolve(file)));
}

/** Writes a part and its source map to where the build writes. */
export async function buildPart(
  { esbuild, initialOptions }: Setup,
  file: string,
  shared: ReadonlySet<string>,
): Promise<LinkedPart> {
  const { outdir = 'dist', target } = initialOptions;
  const { outputFiles } = await esbuild.build({
    ...toText,
    entryPoints: [file],
    outdir,
    target,
    sourcemap: 'external',
    plugins: [{ name: 'shared-files', setup: (build: Setup) => keepOutside(build, shared) }],
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

function keepOutside(build: Setup, shared: ReadonlySet<string>): void {
  build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
    const source = join(resolveDir, path.replace(/\.js$/, '.ts'));
    return shared.has(source) ? { path: source, external: true } : undefined;
  });
}
