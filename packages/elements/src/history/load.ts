/** Loads what shows a history. */
export const loadHistory: () => Promise<typeof import('./history-body.js')> = () => import('./history-body.js');
