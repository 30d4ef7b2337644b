import { resolve } from 'node:path';
import type { Setup } from './esbuild.js';

/** What is there before a part is loaded. */
export interface SharedCode {
  /** Source files that there is code of. */
  readonly files: ReadonlySet<string>;
  /** Packages, and entries of theirs, that something is imported of. */
  readonly packages: ReadonlySet<string>;
}

/** What each of the owners has, and the files that all of the siblings have. */
export async function sharedCode(
  setup: Setup,
  owners: readonly string[],
  siblings: readonly string[],
): Promise<SharedCode> {
  const codeOfAll = (files: readonly string[]) => Promise.all(files.map((file) => codeOf(setup, file)));
  const [owned, beside] = await Promise.all([codeOfAll(owners), codeOfAll(siblings)]);
  const files = [owned, beside].flatMap((codes) => inAll(codes.map((code) => code.files)));
  return { files: new Set(files), packages: new Set(inAll(owned.map(({ packages }) => packages))) };
}

function inAll([first, ...others]: readonly ReadonlySet<string>[]): readonly string[] {
  return [...(first ?? [])].filter((one) => others.every((other) => other.has(one)));
}

/** What a file has, with all that it imports statically. */
async function codeOf({ esbuild }: Setup, file: string): Promise<SharedCode> {
  const { metafile, outputFiles } = await esbuild.build({
    ...{ entryPoints: [file], outdir: 'dist', bundle: true, write: false, format: 'esm', metafile: true },
    ...{ packages: 'external', plugins: [{ name: 'later', setup: leaveLater }] },
  });
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    files: new Set(files.map(([input]) => resolve(input))),
    packages: packagesIn(outputFiles[0]?.text ?? ''),
  };
}

// Where nothing of it is used, esbuild leaves the bare import of a package.
function packagesIn(module: string): ReadonlySet<string> {
  return new Set([...module.matchAll(/^(?:import .*|\}) from "([^"]*)";$/gm)].map(([, path = '']) => path));
}

function leaveLater({ onResolve }: Setup): void {
  onResolve({ filter: /^/ }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
}
