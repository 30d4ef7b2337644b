import type { Actor } from '@policytrail/core';

/** Who acts on these pages: there is no sign-in. */
export const me: Actor = { id: 'you', name: 'You' };
