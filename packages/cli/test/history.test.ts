import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { refuseFutureDates } from '../src/input/history/future-date.js';
import { numberedLines } from '../src/input/history/lines.js';

const now = '2026-01-05T09:00:00.000Z';
const bytesOf = (text: string): Buffer => Buffer.from(text);

describe('a plain history', () => {
  it('is read in lines, however its bytes are cut', async () => {
    const bytes = bytesOf('eins\n\nzwölf\r\n ende');
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const lines = await Readable.from(numberedLines(Readable.from(chunks))).toArray();
      expect(lines.map(({ number, text }) => `${number} ${text}`)).toEqual(['1 eins', '2 ', '3 zwölf\r', '4  ende']);
    }
  });

  it.each([
    ['2026-01-05T09:00:00Z', undefined],
    ['2026-01-05T10:00:00+01:00', undefined],
    ['2026-01-05T09:00:00.001Z', 'line 2: createdAt 2026-01-05T09:00:00.001Z lies in the future'],
    ['2026-01-05T09:00:00-00:01', 'line 2: createdAt 2026-01-05T09:01:00.000Z lies in the future'],
    ['tomorrow', undefined],
  ])('of %s is refused only where that is after now', async (createdAt, message) => {
    const lines = `not for us\n${JSON.stringify({ createdAt })}\n`;
    const reading = refuseFutureDates(Readable.from([bytesOf(lines)]), now);
    await (message === undefined
      ? expect(reading).resolves.toBeUndefined()
      : expect(reading).rejects.toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(message) }));
  });
});
