/** Loads what compares texts and shows JSON line by line. */
export const loadTextDiff: () => Promise<typeof import('./text-diff.js')> = () => import('./text-diff.js');
