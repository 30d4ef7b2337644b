import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const execute = promisify(execFile);
const require = createRequire(import.meta.url);

/** What the checker says of a project in this folder; empty where all is well. It reads TypeScript, JSX and Vue. */
async function complaints(project: string): Promise<string> {
  const checker = require.resolve('vue-tsc/bin/vue-tsc.js');
  const { stdout } = await execute(process.execPath, [checker, '-p', join(import.meta.dirname, project)]).catch(
    (error: { readonly stdout: string }) => error,
  );
  return stdout;
}

describe('the types for React, Vue, Angular and plain pages', () => {
  // Each page has mistakes marked as expected: types that let them pass are a complaint too.
  it('fit pages that use the elements, and refuse mistakes', async () => {
    expect(await complaints('usage/tsconfig.json')).toBe('');
  });

  it('are not believed unseen: the checker finds an unknown property', async () => {
    expect(await complaints('broken/tsconfig.json')).toMatch(/unknown-page\.tsx\(4,.*'until'/s);
  });
});
