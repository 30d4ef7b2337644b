/** Loads what shows a decision. */
export const loadDecision: () => Promise<typeof import('./decision-body.js')> = () => import('./decision-body.js');
