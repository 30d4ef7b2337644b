import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const specifiers = /^(?:import|export)\b[^;]*?from '([^']+)'|^import '([^']+)'/gm;

/** The packages that a source file and everything it imports draw in, types included. */
function packagesOf(entry: string): ReadonlySet<string> {
  const packages = new Set<string>();
  const files = new Set([new URL(`../../src/${entry}`, import.meta.url).href]);
  for (const file of files) {
    for (const [, from, bare] of readFileSync(new URL(file), 'utf8').matchAll(specifiers)) {
      const specifier = from ?? bare ?? '';
      if (specifier.startsWith('.')) files.add(new URL(specifier.replace(/\.js$/, '.ts'), file).href);
      else packages.add(specifier);
    }
  }
  return packages;
}

it('keeps zod out of the main entry, code and types', () => {
  const packages = packagesOf('index.ts');
  expect(packages).toContain('@standard-schema/spec');
  expect([...packages].filter((name) => name.startsWith('zod'))).toEqual([]);
  expect(packagesOf('zod.ts')).toContain('zod');
});
