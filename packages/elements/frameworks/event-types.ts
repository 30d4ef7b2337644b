import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The class of every event, by its name, as `PolicyEventMap` has them. */
export function eventTypes(folder: string): ReadonlyMap<string, string> {
  const map = readFileSync(join(folder, 'src/events/event-map.ts'), 'utf8');
  return new Map(
    [...map.matchAll(/^ {2}'(policy-[a-z-]+)': (\w+);$/gm)].map(([, name = '', type = '']) => [name, type]),
  );
}
