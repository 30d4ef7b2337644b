/** Ids in a row: `run-1`, `run-2` … for the prefix `run-`. */
export function countedIds(prefix: string): () => string {
  let made = 0;
  return () => `${prefix}${++made}`;
}
