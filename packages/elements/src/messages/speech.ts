/** How one language counts and lists: what messages are made with. */
export interface Speech {
  /** BCP 47. */
  readonly locale: string;
  number(value: number): string;
  /** The form for a number; `#` in it stands for the number as text. */
  plural(value: number, forms: PluralForms): string;
  /** "A, B and C" */
  list(items: readonly string[]): string;
  /** Text of unknown direction, such as a name, kept from turning its surroundings. */
  isolate(text: string): string;
}

/** The forms that a language has; `other` where one is missing. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

const speeches = new Map<string, Speech>();

/** The speech of a locale; the same object each time. */
export function speechOf(locale: string): Speech {
  const known = speeches.get(locale);
  if (known !== undefined) return known;
  const speech = createSpeech(locale);
  speeches.set(locale, speech);
  return speech;
}

function createSpeech(locale: string): Speech {
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    locale,
    number: (value) => numbers.format(value),
    plural: (value, forms) => (forms[rules.select(value)] ?? forms.other).replaceAll('#', numbers.format(value)),
    list: (items) => lists.format(items),
    isolate: (text) => `\u2068${text}\u2069`,
  };
}
