/** The locale of an element: its own, else the closest `lang` above it (shadow roots included), else the reader's. */
export function localeOf(element: Element, own: string): string {
  return validLocale(own) ?? validLocale(closestLang(element)) ?? validLocale(navigator.language) ?? 'en';
}

/** True where the locale is written from right to left. */
export function isRightToLeft(locale: string): boolean {
  const { language, script } = new Intl.Locale(locale).maximize();
  const scripts = ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg'];
  return script === undefined ? ['ar', 'he', 'fa', 'ur'].includes(language) : scripts.includes(script);
}

function closestLang(element: Element): string {
  for (let place: Element | undefined = element; place !== undefined; ) {
    const named: Element | null = place.closest('[lang]');
    const lang = named?.getAttribute('lang') ?? '';
    if (lang !== '') return lang;
    const root: Node = place.getRootNode();
    place = root instanceof ShadowRoot ? root.host : undefined;
  }
  return document.documentElement.lang;
}

function validLocale(text: string): string | undefined {
  if (text === '') return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
