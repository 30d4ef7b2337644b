import { describe, expect, it } from 'vitest';
import { isPolicytrailError } from '../../src/values/error.js';
import { assertPolicyId, assertRequestId, assertText, newUuidV7 } from '../../src/values/id.js';

describe('a new id', () => {
  it('is a UUIDv7 after all those before it', () => {
    const ids = Array.from({ length: 20_000 }, () => newUuidV7());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is a request id', () => {
    expect(argumentOf(() => assertRequestId(newUuidV7()))).toBeUndefined();
  });
});

describe('a policy id', () => {
  it.each(['p', 'project-123', 'a/b c.é😀', ' ', 'x'.repeat(200), '😀'.repeat(200), '-~'])('may be %j', (id) => {
    expect(argumentOf(() => assertPolicyId(id))).toBeUndefined();
  });

  it.each([
    '',
    'x'.repeat(201),
    '😀'.repeat(201),
    'a\n',
    'a\t',
    '\0',
    '\u001f',
    '\u007f',
    '\u0080',
    '\u009f',
    '\ud800',
    '~',
    '~schema/x',
    1,
    null,
    undefined,
    ['p'],
  ])('may not be %j', (id) => {
    expect(argumentOf(() => assertPolicyId(id))).toBe('policyId');
  });

  it('may begin with a tilde where it is internal, and is checked all the same', () => {
    expect(argumentOf(() => assertPolicyId('~schema/budget', { internal: true }))).toBeUndefined();
    expect(argumentOf(() => assertPolicyId('~\n', { internal: true }))).toBe('policyId');
    expect(argumentOf(() => assertPolicyId('', { internal: true }))).toBe('policyId');
  });
});

describe('a request id', () => {
  it.each(['r', 'import:0123 abc~!', 'x'.repeat(128)])('may be %j', (id) => {
    expect(argumentOf(() => assertRequestId(id))).toBeUndefined();
  });

  it.each(['', ' ', '   ', 'x'.repeat(129), 'é', 'a\n', 'a\u007f', 'a\t', 7, null, undefined])(
    'may not be %j',
    (id) => {
      expect(argumentOf(() => assertRequestId(id))).toBe('requestId');
    },
  );
});

describe('a text', () => {
  const note = (value: unknown) => argumentOf(() => assertText('changeNotes', value, { maxLength: 5 }));
  const label = (value: unknown) =>
    argumentOf(() => assertText('label', value, { minLength: 1, maxLength: 5, lines: 'one' }));

  it('has its length counted in code points', () => {
    expect([note(''), note('12345'), note('😀😀😀😀😀'), label('1')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([note('123456'), note('😀😀😀😀😀😀'), note('😀😀😀😀😀6'), label('')]).toEqual([
      'changeNotes',
      'changeNotes',
      'changeNotes',
      'label',
    ]);
  });

  it('may hold several lines, unless it is of one', () => {
    expect([note('a\nb\t'), label('a\nb'), label('a\u0085')]).toEqual([undefined, 'label', 'label']);
  });

  it('is refused where a store could not keep it', () => {
    for (const value of ['\0', 'a\ud800', '\udc00', 1, null, undefined, {}])
      expect([note(value), label(value)]).toEqual(['changeNotes', 'label']);
  });

  it('is refused by a message that does not hold it', () => {
    expect(() => assertText('title', 's3cr3t', { maxLength: 3 })).toThrow(/^title must have at most 3 characters$/);
    expect(() => assertText('title', '', { minLength: 1, maxLength: 3 })).toThrow(/^title must not be empty$/);
  });
});

/** The argument that is refused; undefined where nothing is. */
function argumentOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (isPolicytrailError(error, 'invalid_argument')) return error.details.argument;
    throw error;
  }
}
