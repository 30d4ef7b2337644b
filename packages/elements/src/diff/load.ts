/** Loads what shows a comparison. */
export const loadDiff: () => Promise<typeof import('./diff-body.js')> = () => import('./diff-body.js');
