import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const child = fileURLToPath(new URL('judge-one.mjs', import.meta.url));
const built = fileURLToPath(new URL('../../../dist/index.js', import.meta.url));

function judgeIn(flags: readonly string[]): unknown {
  return JSON.parse(execFileSync(process.execPath, [...flags, child, built], { encoding: 'utf8' }));
}

describe('a process in which no text may become code', () => {
  it('judges by a policy all the same', () => {
    expect(existsSync(built), 'run `npm run build` first').toBe(true);
    const judged = { status: 'violation', messages: ['Discount 25% exceeds 20%'] };
    expect(judgeIn(['--disallow-code-generation-from-strings'])).toEqual({ isForbidden: true, ...judged });
    expect(judgeIn([])).toEqual({ isForbidden: false, ...judged });
  });
});
