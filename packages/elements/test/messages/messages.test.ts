import { describe, expect, it } from 'vitest';
import { ar } from '../../src/locales/ar.js';
import { de } from '../../src/locales/de.js';
import { enXa } from '../../src/locales/en-xa.js';
import { wholeEnglish } from '../../src/messages/en/table.js';
import { messagesFor, registerMessages } from '../../src/messages/register-messages.js';
import { speechOf } from '../../src/messages/speech.js';

describe('messages', () => {
  it('take the words of the region over those of the language, and English for the rest', () => {
    registerMessages('nl', { shared: { yes: 'Ja', no: 'Nee' } });
    registerMessages('nl-BE', ({ locale }) => ({ shared: { no: `Neen (${locale})` } }));
    const { shared } = messagesFor('nl-BE', wholeEnglish);
    expect([shared.yes, shared.no, shared.notSet]).toEqual(['Ja', 'Neen (nl-BE)', 'Not set']);
    expect(messagesFor('nl-BE', wholeEnglish, { shared: { yes: 'Jawel' } }).shared.yes).toBe('Jawel');
  });

  it('count in the plurals of their language', () => {
    expect(messagesFor('pl', wholeEnglish).diff.changes(2)).toBe('2 changes');
    registerMessages('ar', ar);
    expect(messagesFor('ar', wholeEnglish).diff.changes(2)).toBe('تغييران');
  });

  it.each([
    ['de', de],
    ['ar', ar],
    ['en-XA', enXa],
  ] as const)('has every message in %s', (locale, factory) => {
    const english = messagesFor('en', wholeEnglish);
    const table = factory(speechOf(locale));
    for (const [element, messages] of Object.entries(english)) {
      const own = table[element as keyof typeof table] ?? {};
      expect(Object.keys(own).sort(), element).toEqual(Object.keys(messages).sort());
    }
  });

  it('accents every word of the pseudo locale', () => {
    const { diff } = enXa(speechOf('en-XA'));
    expect(diff?.changes?.(3)).toBe('[3 çĥáñĝéš~~~]');
  });
});
