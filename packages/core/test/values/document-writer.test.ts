import { describe, expect, it } from 'vitest';
import { documentText } from '../../src/values/document/document-text.js';
import { documentWriter } from '../../src/values/document/document-writer.js';

/** Long enough to be worth remembering. */
const rules = (text: string) => Array.from({ length: 12 }, (_, index) => ({ id: `rule-${index}`, when: text }));

describe('a writer of documents', () => {
  it('shares what one document has in common with the one of its name before it', () => {
    const write = documentWriter({});
    const first = write('a', { limits: { a: 1 }, on: true });
    const second = write('a', { limits: { a: 1 }, on: false });
    expect(first.before).toBeUndefined();
    expect(second.before).toBe(first.document);
    expect(second.document.value['limits']).toBe(first.document.value['limits']);
  });

  it('keeps one copy of the long members that documents of other names have in common', () => {
    const write = documentWriter({});
    const names = ['a', 'b', 'c'];
    const written = names.map((name) => write(name, { name, rules: rules('input.x > 1') }).document);
    expect(new Set(written.map(({ value }) => value['rules'])).size).toBe(1);
    expect(written.map(({ text }) => text)).toEqual(
      names.map((name) => documentText({ name, rules: rules('input.x > 1') })),
    );
    const other = write('a', { name: 'a', rules: rules('input.x > 2') }).document;
    expect(other.value['rules']).toEqual(rules('input.x > 2'));
    expect(write('b', { name: 'b', rules: rules('input.x > 2') }).document.value['rules']).toBe(other.value['rules']);
  });

  it('shares nothing with what it was given', () => {
    const write = documentWriter({});
    const given = { rules: rules('input.x > 1') };
    write('a', given);
    given.rules.length = 1;
    expect(write('b', { rules: rules('input.x > 1') }).document.value['rules']).toHaveLength(12);
  });
});
