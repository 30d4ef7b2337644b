/** Loads what a history needs only once a version is looked at, a menu opened or the like. */
export const loadParts: () => Promise<typeof import('./parts.js')> = () => import('./parts.js');
