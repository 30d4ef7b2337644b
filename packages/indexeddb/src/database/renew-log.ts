import { deleteDB, openDB } from 'idb';
import { ignore } from './transaction.js';

// Another tab may be at it; then it is done there.
const longestMilliseconds = 1000;

/**
 * Makes Chromium begin a new log of what it writes. Where it was cut off while writing, it would write on behind what was
 * torn; its next start but one would take the whole for damaged, and throw away all that the site has stored. To delete a
 * database, here one made for it, makes it tidy up, and that begins a new log. Never rejects.
 */
export async function renewLog(name: string): Promise<void> {
  if (!throwsAway()) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, longestMilliseconds);
  });
  await Promise.race([makeAndDelete(`${name} (log)`).catch(ignore), enough]);
  clearTimeout(timer);
}

// Browsers that do so can say so.
function throwsAway(): boolean {
  return 'dataLoss' in IDBVersionChangeEvent.prototype;
}

async function makeAndDelete(scratch: string): Promise<void> {
  (await openDB(scratch)).close();
  await deleteDB(scratch);
}
