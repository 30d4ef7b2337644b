import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { splitBundle } from '../sizes/split-bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const core = './packages/core/dist';

// What stands in one part alone, whatever a minifier does.
const marks = { custody: ['policytrail/archive/v1', 'the tail was cut'], hindsight: ['policytrail/rule/v1'] };
const trail = `export { createPolicyTrail, memoryStore, definePolicy } from '${core}/index.js';`;

describe('what an application of core loads at first', () => {
  it('is one file, without what verifies, archives and compares', async () => {
    const { first, later } = await splitBundle(trail, root);
    expect(first.map(({ name }) => name)).toEqual(['stdin']);
    expect(marksIn(first)).toEqual([]);
    expect(later.map((file) => [file.name, marksIn([file])])).toEqual(Object.entries(marks));
  });

  it('would be seen to hold a part that is imported statically', async () => {
    const { first } = await splitBundle(`${trail}\nexport { open } from '${core}/custody.js';`, root);
    expect(marksIn(first)).toEqual(marks.custody);
  });

  it('holds nothing for parts that it never calls', async () => {
    const { first } = await splitBundle(`export { createVersionTrail } from '${core}/index.js';`, root);
    expect(first.filter(({ text }) => /could not be loaded|rules can't be used/.test(text))).toEqual([]);
  });

  it.each(Object.keys(marks))('leaves %s without any import', (part) => {
    expect(readFileSync(join(root, core, `${part}.js`), 'utf8')).not.toMatch(/^\s*import\b|\bfrom\s*"/m);
  });
});

describe('a bundled application', () => {
  it.each([
    ['split', true],
    ['in one file', false],
  ])('does all that core does, %s', async (_, splitting) => {
    expect(await run(await bundled(splitting), 'everything')).toEqual({
      explained: 'recorded',
      stale: 1,
      superseded: true,
      erased: 2,
      valid: true,
      kind: 'archive',
      imported: { policies: 1, versions: 2, evaluations: 2 },
      history: 1,
      sameError: true,
    });
  });

  it('says what could not be loaded, and loads it once it is there', async () => {
    const folder = await bundled(true);
    expect(await run(folder, 'offline')).toEqual({
      refused: ['store_unavailable', 'verify', 'ERR_MODULE_NOT_FOUND'],
      refusedStream: ['store_unavailable', 'exportArchive', 'ERR_MODULE_NOT_FOUND'],
      afterwards: true,
    });
  });
});

function marksIn(files: readonly { readonly text: string }[]): readonly string[] {
  return Object.values(marks)
    .flat()
    .filter((mark) => files.some(({ text }) => text.includes(mark)));
}

/** The folder of an application that is bundled; what it loads on first use lies in `parts/`. */
async function bundled(splitting: boolean): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'application-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await build({
    entryPoints: [join(root, 'tools/test/application.mjs')],
    external: ['node:*'],
    alias: { '@policytrail/core': join(root, core, 'index.js') },
    bundle: true,
    splitting,
    minify: true,
    format: 'esm',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'parts/[name]',
  });
  return folder;
}

async function run(folder: string, task: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'application.mjs'), task]);
  return JSON.parse(stdout);
}
