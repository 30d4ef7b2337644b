/** What a page can style from outside: `policy-diff:state(loading)`. */
export type ElementState =
  | 'loading'
  | 'empty'
  | 'error'
  | 'offline'
  | 'stale'
  | 'read-only'
  | 'denied'
  | 'comparing'
  | 'dirty'
  | 'narrow'
  | 'wide';

/** Sets or clears custom states; those that are not named stay. */
export function setStates(internals: ElementInternals, states: Partial<Readonly<Record<ElementState, boolean>>>): void {
  for (const [state, isOn] of Object.entries(states)) {
    if (isOn) internals.states.add(state);
    else internals.states.delete(state);
  }
}
