import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** @typedef {{ path: string, name: string, text: string, gzipBytes: number }} BundledFile `path`: as the others import it; `name`: without its hash */

/**
 * What a browser loads of an application at first – its entry and all that this imports statically –, and what it may load
 * later. Bundled, split and minified as an application is.
 * @param {string} application Its source text.
 * @param {string} resolveDir The folder its imports are resolved from.
 * @param {readonly string[]} [external] What it does not bundle.
 * @returns {Promise<{ first: BundledFile[], later: BundledFile[] }>} Both by name.
 */
export async function splitBundle(application, resolveDir, external = []) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: application, resolveDir, sourcefile: 'application.js' },
    bundle: true,
    external: [...external],
    splitting: true,
    minify: true,
    format: 'esm',
    outdir: resolveDir,
    absWorkingDir: resolveDir,
    write: false,
    // The imports that esbuild adds between chunks are noise to it.
    logLevel: 'error',
    metafile: true,
  });
  const firstFiles = closureOf(metafile.outputs, 'stdin.js');
  const files = outputFiles.map(({ path, text, contents }) => ({
    isFirst: firstFiles.has(basename(path)),
    file: {
      path: basename(path),
      name: basename(path).replace(/(-[A-Z0-9]{8})?\.js$/, ''),
      text,
      gzipBytes: gzipSync(contents, { level: 9 }).length,
    },
  }));
  const byName = files.toSorted((one, other) => (one.file.name < other.file.name ? -1 : 1));
  return {
    first: byName.filter(({ isFirst }) => isFirst).map(({ file }) => file),
    later: byName.filter(({ isFirst }) => !isFirst).map(({ file }) => file),
  };
}

/**
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {string} entry
 */
function closureOf(outputs, entry) {
  const reached = new Set([entry]);
  for (const name of reached) {
    for (const { path, kind } of outputs[name]?.imports ?? []) if (kind === 'import-statement') reached.add(path);
  }
  return reached;
}
