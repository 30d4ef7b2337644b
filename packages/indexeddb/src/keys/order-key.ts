/**
 * Text as it stands in a key, where IndexedDB compares UTF-16 units: surrogates are moved behind all other units, so that
 * keys stand in code point order, as in every store. Anything below U+D800 reads as it is.
 */
export function orderKey(text: string): string {
  return text.replace(highUnits, (unit) => moved(unit, unit < '\ue000' ? 0x2000 : -0x800));
}

/** The text of an {@link orderKey}. */
export function textOfKey(key: string): string {
  return key.replace(highUnits, (unit) => moved(unit, unit < '\uf800' ? 0x800 : -0x2000));
}

const highUnits = /[\ud800-\uffff]/g;

function moved(unit: string, distance: number): string {
  return String.fromCharCode(unit.charCodeAt(0) + distance);
}
