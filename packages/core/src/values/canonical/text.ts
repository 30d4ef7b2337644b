// With the flag `u` a surrogate matches only where it stands alone.
const unstorable = /[\0\ud800-\udfff]/u;
const needsCare = /[^ !#-[\]-~]/;

/** True for text that JSON and every store keep as it is: well-formed, without U+0000. */
export function isStorableText(text: string): boolean {
  return !unstorable.test(text);
}

/** True where a text takes more bytes in UTF-8. */
export function exceedsBytes(text: string, maxBytes: number): boolean {
  if (text.length * 3 <= maxBytes) return false;
  if (text.length > maxBytes) return true;
  // Encoding piece by piece into one small array is six times as fast as encoding the whole.
  const encoder = new TextEncoder();
  const piece = new Uint8Array(65_536);
  let bytes = 0;
  for (let at = 0; at < text.length; ) {
    const { read, written } = encoder.encodeInto(text.slice(at), piece);
    at += read;
    bytes += written;
  }
  return bytes > maxBytes;
}

/** A string in quotes (RFC 8785, 3.2.2.2); undefined for text that is not storable. */
export function stringText(text: string): string | undefined {
  if (!needsCare.test(text)) return `"${text}"`;
  return isStorableText(text) ? JSON.stringify(text) : undefined;
}

/** The text of null, a boolean, a string, or a number up to `largest` in size; undefined for anything else. */
export function scalarText(value: unknown, largest: number): string | undefined {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'number') return Math.abs(value) <= largest ? `${value}` : undefined;
  return value === null || typeof value === 'boolean' ? `${value}` : undefined;
}
