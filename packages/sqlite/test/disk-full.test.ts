import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inOwnNamespace, whyNoSmallDisks } from '../../../tools/repo/small-disks.mjs';
import { randomFrom } from './power-loss/random.js';
import { presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';

const disks = Number(process.env['PROVE_FULL_DISKS'] ?? 8);

const whyNot = whyNoSmallDisks();
const limit = whyNot === undefined ? 'disk' : 'pages';
const script = fileURLToPath(new URL('disk-full/writer.mjs', import.meta.url));

const journals = ['wal', 'rollback'] as const;
const subjects = presentDrivers.flatMap(({ name }) => journals.map((journal) => ({ name, journal })));

interface Report {
  readonly code: string | undefined;
  readonly acknowledged: number;
  readonly batch: number;
  readonly [name: string]: unknown;
}

function fillDisks(task: object): readonly Report[] {
  const started = [process.execPath, script, JSON.stringify({ ...task, limit })];
  const [command = '', ...rest] = limit === 'disk' ? [...inOwnNamespace, ...started] : started;
  const { status, stdout, stderr } = spawnSync(command, rest, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the writer failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function roundsOf(count: number) {
  const random = randomFrom(20251001);
  return Array.from({ length: count }, () => ({
    freeKibibytes: Math.floor(random() * 400),
    batch: 1 + Math.floor(random() * 12),
  }));
}

const what = limit === 'disk' ? 'a full disk' : `a database at SQLite's own limit (${whyNot})`;

describe.each(subjects)(`${what} on $name, $journal`, ({ name: driver, journal }) => {
  it(`keeps what was acknowledged, nothing of the rest, stays readable and goes on with room (${disks} disks)`, () => {
    const folder = freshPath('');
    mkdirSync(folder);
    const reports = fillDisks({ folder, driver, journal, rounds: roundsOf(disks) });
    expect(reports).toHaveLength(disks);
    for (const report of reports) {
      const { acknowledged, batch } = report;
      const all = acknowledged + batch;
      expect(report).toEqual({
        code: 'storage_full',
        acknowledged,
        batch,
        whileFull: { total: acknowledged, valid: true, versions: acknowledged },
        again: Array.from({ length: batch }, () => 'saved'),
        afterwards: { total: all, valid: true, versions: all },
        integrity: 'ok',
      });
    }
  });

  it('is seen to lose what is acknowledged before it is stored', () => {
    const folder = freshPath('');
    mkdirSync(folder);
    const task = { folder, driver, journal, rounds: roundsOf(1), isHasty: true };
    const [report] = fillDisks(task);
    expect(report?.['whileFull']).toMatchObject({ total: Number(report?.acknowledged) - Number(report?.batch) });
  });
});
