import { describe, expect, it } from 'vitest';
import type { SqliteJournal } from '../../src/index.js';
import { presentDrivers } from '../support/drivers.js';
import { recordingOf, whyKept } from './kept.js';
import { randomFrom } from './random.js';
import { finalFiles, lossStates } from './states.js';
import { examineAll } from './survivors.js';

const losses = Number(process.env['PROVE_POWER_LOSSES'] ?? 100);
const saves = Number(process.env['PROVE_RECORDED_SAVES'] ?? 12);

const source = whyKept === undefined ? 'recorded by strace' : `from kept recordings, ${whyKept}`;

/** Every driver under power losses; `lower` is a setting of `synchronous` below the store's own, which has to be seen to lose. */
export function describePowerLosses(journal: SqliteJournal, lower: 'NORMAL' | 'FULL'): void {
  describe.each(presentDrivers)(`a power loss at any moment on $name, ${journal} (${source})`, (driver) => {
    const task = { driver: driver.name, journal, saves, sessions: 2 };

    it(`loses nothing acknowledged and leaves a whole trail that goes on (${losses} states)`, async () => {
      const { calls, files } = recordingOf(task);
      expect(finalFiles(calls), 'the recording says all that became of the files').toEqual(files);
      const states = lossStates(calls, losses, randomFrom(20251001));
      expect(await examineAll(states, { driver, journal })).toEqual({ count: losses, problems: [] });
    });

    it(`is seen to lose acknowledged versions where \`synchronous\` is ${lower}`, async () => {
      const { calls } = recordingOf({ ...task, synchronous: lower });
      const states = lossStates(calls, 100, randomFrom(20251001));
      const { problems } = await examineAll(states, { driver, journal });
      console.info(`${driver.name}, ${journal}, synchronous ${lower}: ${problems.length} of 100 states lost something`);
      expect(problems.join('\n')).toMatch(/version \d+, acknowledged to request-\d+, is lost/);
    });
  });
}
