import { EventEmitter } from 'node:events';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyPrivately } from '../src/database/private-copy.js';
import type { Host } from '../src/host.js';
import { temporaryFolder } from './run.js';

const inFolder = temporaryFolder();

afterEach(() => vi.unstubAllEnvs());

function scene(name: string): { readonly host: Host; readonly path: string; readonly kept: () => readonly string[] } {
  const temporary = inFolder(`temporary ${name}`);
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  const path = inFolder(`${name}.db`);
  writeFileSync(path, 'pages', { mode: 0o444 });
  return { host: new EventEmitter() as unknown as Host, path, kept: () => readdirSync(temporary) };
}

describe('a private copy', () => {
  it('holds the log and the journal, for this user alone, until it is removed or the process ends', async () => {
    const { host, path, kept } = scene('whole');
    writeFileSync(`${path}-wal`, 'log', { mode: 0o444 });
    writeFileSync(`${path}-journal`, 'journal', { mode: 0o444 });
    const copy = await copyPrivately(path, host);
    const texts = ['', '-wal', '-journal'].map((ending) => readFileSync(copy.path + ending, 'utf8'));
    expect(texts).toEqual(['pages', 'log', 'journal']);
    expect([statSync(copy.path).mode & 0o777, kept().length]).toEqual([0o600, 1]);
    copy.remove();
    expect(kept()).toEqual([]);
    await copyPrivately(path, host);
    (host as unknown as EventEmitter).emit('exit');
    expect(kept()).toEqual([]);
  });

  it('is not made of a database that is written to all the while', async () => {
    const { host, path, kept } = scene('busy');
    const log = `${path}-wal`;
    const writer = setInterval(() => appendFileSync(log, 'x'), 5);
    try {
      await expect(copyPrivately(path, host)).rejects.toMatchObject({
        code: 'store_unavailable',
        message: expect.stringContaining('all the while'),
      });
    } finally {
      clearInterval(writer);
    }
    expect(kept()).toEqual([]);
  });

  it('says why there is none', async () => {
    const { host, path, kept } = scene('missing');
    mkdirSync(`${path}-wal`);
    await expect(copyPrivately(path, host)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(/missing\.db` can only be read here, and no copy of it can be made: E/),
    });
    expect(kept()).toEqual([]);
  });
});
