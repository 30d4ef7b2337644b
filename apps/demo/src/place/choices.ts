import { findPerson, firstPersonId, type Person } from '../people/people.js';

/** Where the trail is kept. */
export type Place = 'device' | 'server';

const keys = { place: 'policytrail-demo:place', person: 'policytrail-demo:person' };

/** What was chosen last in this browser; undefined where nothing was. */
export function readPlace(): Place | undefined {
  const kept = read(keys.place);
  return kept === 'device' || kept === 'server' ? kept : undefined;
}

export function keepPlace(place: Place): void {
  keep(keys.place, place);
}

/** Who acts on the server. */
export function readPerson(): Person {
  const person = findPerson(read(keys.person)) ?? findPerson(firstPersonId);
  if (person === undefined) throw new Error(`there is nobody called ${firstPersonId}`);
  return person;
}

export function keepPerson({ id }: Person): void {
  keep(keys.person, id);
}

// A browser that keeps nothing remembers no choice.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {}
}
