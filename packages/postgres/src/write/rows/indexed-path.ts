// With the policy id in the same key, of 2,704 bytes at most.
const mostBytes = 1_000;

/**
 * A JSON Pointer as the index of changed fields holds it: one that is too long for a key is cut to the nearest place above
 * that fits. Whatever matches the pointer matches that place too, so that readers find a little more, and look again.
 */
export function indexedPath(path: string): string {
  let cut = path;
  while (byteLength(cut) > mostBytes) cut = cut.slice(0, cut.lastIndexOf('/'));
  return cut;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
