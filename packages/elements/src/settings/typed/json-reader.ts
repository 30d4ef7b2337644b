type JsonReader = typeof import('./exact-json.js');

const load: () => Promise<JsonReader> = () => import('./exact-json.js');
let reader: JsonReader | undefined;

/** What reads JSON that was typed; undefined until a form has had a field for it, and it is loaded. */
export function loadedJsonReader(): JsonReader | undefined {
  return reader;
}

/** Rejects where it can't be had now; it may be asked for again. */
export async function loadJsonReader(): Promise<void> {
  reader ??= await load();
}
