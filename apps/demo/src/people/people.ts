import type { Actor } from '@policytrail/core';

export type Role = 'viewer' | 'editor' | 'approver' | 'admin';

/** Somebody one can act as on the server: there is no sign-in. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export const people: readonly Person[] = [
  { id: 'mia', name: 'Mia', role: 'viewer' },
  { id: 'ana', name: 'Ana', role: 'editor' },
  { id: 'rafael', name: 'Rafael', role: 'approver' },
  { id: 'ines', name: 'Ines', role: 'admin' },
];

/** Who one is at first on the server. */
export const firstPersonId = 'ana';

/** The header by which the page says who acts. */
export const personHeader = 'x-demo-person';

/** Who acts on this device. */
export const me: Actor = { id: 'you', name: 'You' };

/** Undefined where there is nobody of that id. */
export function findPerson(id: string | null): Person | undefined {
  return people.find((person) => person.id === id);
}
