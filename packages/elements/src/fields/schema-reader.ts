type SchemaReader = typeof import('./descriptions.js');

const load: () => Promise<SchemaReader> = () => import('./descriptions.js');
let reader: SchemaReader | undefined;

/** What reads JSON Schemas; undefined until a page has given one, and it is loaded. */
export function loadedReader(): SchemaReader | undefined {
  return reader;
}

/** Rejects where it can't be had now; it may be asked for again. */
export async function loadReader(): Promise<void> {
  reader ??= await load();
}
