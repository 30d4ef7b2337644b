import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Host } from '../src/host.js';
import { page } from '../src/terminal/pager.js';
import { temporaryFolder } from './run.js';

const inFolder = temporaryFolder();

async function paged(isTTY: boolean, pager: string): Promise<string> {
  let written = '';
  const stdout = { isTTY, write: (text: string) => (written += text) };
  const host = Object.assign(new EventEmitter(), { stdout, env: { PAGER: pager } });
  await page('a long text\n', host as unknown as Host);
  return written;
}

describe('the pager', () => {
  it('shows what a terminal would', async () => {
    const file = inFolder('paged');
    expect(await paged(true, `cat > '${file}'`)).toBe('');
    expect(readFileSync(file, 'utf8')).toBe('a long text\n');
  });

  it('is left out where it is empty, not there, or the output is no terminal', async () => {
    const direct = [await paged(true, ''), await paged(true, 'no-such-pager-here'), await paged(false, 'cat')];
    expect(direct).toEqual(['a long text\n', 'a long text\n', 'a long text\n']);
  });

  it('may be left early', async () => {
    expect(await paged(true, 'true')).toBe('');
  });
});
