import { describe, expect, it } from 'vitest';
import { recordingOf, whyKept } from './power-loss/kept.js';
import { randomFrom } from './power-loss/random.js';
import { finalFiles, lossStates } from './power-loss/states.js';
import { examineAll } from './power-loss/survivors.js';
import { presentDrivers } from './support/drivers.js';

const losses = Number(process.env['PROVE_POWER_LOSSES'] ?? 150);
const saves = Number(process.env['PROVE_RECORDED_SAVES'] ?? 12);

// What a power loss breaks the promise with: the next lower setting than the store's own.
const journals = [
  { journal: 'wal', lower: 'NORMAL' },
  { journal: 'rollback', lower: 'FULL' },
] as const;
const subjects = presentDrivers.flatMap((driver) => journals.map((given) => ({ ...given, name: driver.name, driver })));
const source = whyKept === undefined ? 'recorded by strace' : `from kept recordings, ${whyKept}`;

describe.each(subjects)(`a power loss at any moment on $name, $journal (${source})`, ({ driver, journal, lower }) => {
  const task = { driver: driver.name, journal, saves, sessions: 3 };

  it(`loses nothing acknowledged and leaves a whole trail that goes on (${losses} states)`, async () => {
    const { calls, files } = recordingOf(task);
    expect(finalFiles(calls), 'the recording says all that became of the files').toEqual(files);
    const states = lossStates(calls, losses, randomFrom(20251001));
    expect(await examineAll(states, { driver, journal })).toEqual({ count: losses, problems: [] });
  });

  it(`is seen to lose acknowledged versions where \`synchronous\` is ${lower}`, async () => {
    const { calls } = recordingOf({ ...task, synchronous: lower });
    const states = lossStates(calls, 150, randomFrom(20251001));
    const { problems } = await examineAll(states, { driver, journal });
    console.info(`${driver.name}, ${journal}, synchronous ${lower}: ${problems.length} of 150 states lost something`);
    expect(problems.join('\n')).toMatch(/version \d+, acknowledged to request-\d+, is lost/);
  });
});
