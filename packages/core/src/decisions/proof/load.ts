import { PolicytrailError } from '../../values/error.js';

/** Loads the part of the package that proves and archives. Rejects with `store_unavailable` where it can't be had now. */
export function loadProof(operation: string): Promise<typeof import('./proof.js')> {
  return loaded(operation, () => import('./proof.js'));
}

/** What `load` answers; where it fails, an error that names the operation, and what to do. */
export async function loaded<Part>(operation: string, load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    const message = `the code of ${operation} could not be loaded; try again when online, or reload: an application for offline use must keep every file of its build`;
    throw new PolicytrailError('store_unavailable', message, { operation }, { cause });
  }
}
