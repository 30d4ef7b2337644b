import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventTypes } from '../../frameworks/event-types.js';

/** What the templates and actions of an element name, read from its sources. */
export interface SourceFacts {
  readonly events: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly cssParts: ReadonlySet<string>;
  readonly text: string;
}

const folder = join(import.meta.dirname, '../..');
const elementFolders = ['diff', 'restore', 'history', 'settings', 'decision'];

/** `name`: the element's folder in `src/`. */
export function scanSources(name: string): SourceFacts {
  const entry = `${name}/policy-${name}.ts`;
  // Another element inside has a shadow root of its own; its events leave it, its slots and parts do not.
  const own = read(reached(entry, (file) => isOwn(file, name)));
  const all = read(reached(entry, () => true));
  const classes = new Set(matches(all, /new (\w+Event)\(/g));
  const events = [...eventTypes(folder)].filter(([, type]) => classes.has(type)).map(([event]) => event);
  return {
    events: new Set(events),
    slots: new Set(matches(own, /<slot name="([a-z-]+)"/g)),
    cssParts: new Set([...literalParts(own), ...headingParts(own)]),
    text: own,
  };
}

function isOwn(file: string, name: string): boolean {
  const [top = ''] = file.split('/');
  return top === name || !elementFolders.includes(top);
}

/** The files that are imported from `entry` on, types apart. */
function reached(entry: string, follows: (file: string) => boolean): readonly string[] {
  const files = new Set([entry]);
  for (const file of files) {
    const imports = matches(read([file]), /(?:^(?:import|export)(?! type)[^;]*? from |import\()'(\.[^']+)\.js'/gm);
    for (const path of imports) {
      const next = join(dirname(file), `${path}.ts`);
      if (follows(next)) files.add(next);
    }
  }
  return [...files];
}

function read(files: readonly string[]): string {
  return files.map((file) => readFileSync(join(folder, 'src', file), 'utf8')).join('\n');
}

function literalParts(text: string): readonly string[] {
  return matches(text, /(?<!\[)part="([^"]+)"/g)
    .flatMap((value) => value.split(' '))
    .filter((part) => /^[a-z-]+$/.test(part));
}

/** `headingView` makes its name a part. */
function headingParts(text: string): readonly string[] {
  const calls = text.split('\n').filter((line) => /(?<!function )\bheadingView\(/.test(line));
  return calls.map((line) => /, '([a-z-]+)'\)/.exec(line)?.[1] ?? 'title');
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, group = '']) => group);
}
