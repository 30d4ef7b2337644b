/** Loads what shows settings. */
export const loadSettings: () => Promise<typeof import('./settings-body.js')> = () => import('./settings-body.js');
