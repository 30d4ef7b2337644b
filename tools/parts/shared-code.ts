import { resolve } from 'node:path';
import type { Setup } from './esbuild.js';

/** What is there before a part is loaded. */
export interface SharedCode {
  /** Source files that there is code of. */
  readonly files: ReadonlySet<string>;
  /** Packages, and entries of theirs, that something is imported of. */
  readonly packages: ReadonlySet<string>;
}

/** What each of the owners has, and what most of the siblings have. */
export async function sharedCode(
  setup: Setup,
  owners: readonly string[],
  siblings: readonly string[],
): Promise<SharedCode> {
  const codeOfAll = (files: readonly string[]) => Promise.all(files.map((file) => codeOf(setup, file)));
  const [owned, beside] = await Promise.all([codeOfAll(owners), codeOfAll(siblings)]);
  const among = (kind: keyof SharedCode): ReadonlySet<string> => {
    const ofOwners = owned.map((code) => code[kind]);
    const ofSiblings = beside.map((code) => code[kind]);
    return new Set([...inSeveral(ofOwners, owners.length), ...inSeveral(ofSiblings, siblings.length / 2 + 1)]);
  };
  return { files: among('files'), packages: among('packages') };
}

function inSeveral(sets: readonly ReadonlySet<string>[], least: number): readonly string[] {
  const all = new Set(sets.flatMap((set) => [...set]));
  return [...all].filter((one) => sets.filter((set) => set.has(one)).length >= least);
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
