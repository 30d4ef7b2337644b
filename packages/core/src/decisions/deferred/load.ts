import { PolicytrailError } from '../../values/error.js';

/** The code that verifies, archives and erases. Rejects with `store_unavailable` where it can't be loaded now. */
export function loadCustody(operation: string): Promise<typeof import('./custody.js')> {
  return loaded(operation, () => import('./custody.js'));
}

/** The code that explains and judges again. Rejects with `store_unavailable` where it can't be loaded now. */
export function loadHindsight(operation: string): Promise<typeof import('./hindsight.js')> {
  return loaded(operation, () => import('./hindsight.js'));
}

/** What `load` answers. Where it fails, it is asked anew by the next call: what is missing offline may be there later. */
export async function loaded<Part>(operation: string, load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    const remedy = 'try again online, or reload the page; to work offline, keep every file of the build at hand';
    const message = `the code of ${operation}, a part of @policytrail/core, could not be loaded: ${remedy}`;
    throw new PolicytrailError('store_unavailable', message, { operation }, { cause });
  }
}
