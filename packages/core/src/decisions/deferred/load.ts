import { PolicytrailError } from '../../values/error.js';

/** Loads a part of the package for an operation. Rejects with `store_unavailable` where it can't be loaded now. */
export type PartLoader<Part> = (operation: string) => Promise<Part>;

/** The code that verifies, archives and erases. */
export const loadCustody: PartLoader<typeof import('./custody.js')> = /* @__PURE__ */ onFirstUse(
  () => import('./custody.js'),
);

/** The code that explains, judges again and reviews. */
export const loadHindsight: PartLoader<typeof import('./hindsight.js')> = /* @__PURE__ */ onFirstUse(
  () => import('./hindsight.js'),
);

/** Loads a part once. A failure is not kept: what can't be had offline may be there with the next call. */
export function onFirstUse<Part>(load: () => Promise<Part>): PartLoader<Part> {
  let loading: Promise<Part> | undefined;
  return async (operation) => {
    loading ??= load();
    try {
      return await loading;
    } catch (cause) {
      loading = undefined;
      throw unloaded(operation, cause);
    }
  };
}

function unloaded(operation: string, cause: unknown): PolicytrailError<'store_unavailable'> {
  const remedy = 'try again online, or reload the page; to work offline, keep every file of the build at hand';
  const message = `the code of ${operation}, a part of @policytrail/core, could not be loaded: ${remedy}`;
  return new PolicytrailError('store_unavailable', message, { operation }, { cause });
}
