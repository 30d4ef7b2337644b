import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CSSResult, LitElement } from 'lit';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Element, elementsIn, propertiesOf } from '../../frameworks/manifest.js';
import { publicMembers } from './public-members.js';
import { scanSources } from './source-scan.js';

const names = ['decision', 'diff', 'history', 'settings'] as const;
const tags = names.map((name) => `policy-${name}`);
const path = join(import.meta.dirname, '../../dist/custom-elements.json');
const manifest = JSON.parse(readFileSync(path, 'utf8'));
const elements = new Map(elementsIn(manifest).map((element) => [element.tagName, element]));
const kinds = ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties'] as const;

let classes: ReadonlyMap<string, typeof LitElement>;
let members: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  const loaded = tags.map(async (tag) => {
    // The built class, whose types would meet those of the sources.
    const entry = `@policytrail/elements/${tag}.js`;
    const [elementClass] = Object.values(await import(/* @vite-ignore */ entry));
    return [tag, elementClass as typeof LitElement] as const;
  });
  classes = new Map(await Promise.all(loaded));
  members = publicMembers(tags);
});

function elementOf(tag: string): Element {
  const element = elements.get(tag);
  if (element === undefined) throw new Error(`the manifest lacks <${tag}>`);
  return element;
}

const namesOf = (items: readonly { readonly name: string }[]): readonly string[] =>
  items.map(({ name }) => name).sort();

/** What of the element has no description, or none that says anything. */
function undescribed(element: Element): readonly string[] {
  const items = kinds.flatMap((kind) =>
    element[kind].map(({ name, description = '' }) => ({ kind, name, description })),
  );
  const all = [{ kind: 'element', name: element.tagName, description: element.description ?? '' }, ...items];
  return all.filter(({ description }) => !/\p{L}/u.test(description)).map(({ kind, name }) => `${kind} ${name}`);
}

describe.each(names)('the manifest of <policy-%s>', (name) => {
  const tag = `policy-${name}`;

  it('has every public member of the class, and no other', () => {
    const expected = [...members.get(tag)!].filter((member) => !member.endsWith('Callback'));
    expect(expected).toContain('locale');
    expect(namesOf(elementOf(tag).members)).toEqual(expected.sort());
  });

  it('has every property and attribute that the class observes, and no other', () => {
    const elementClass = classes.get(tag)!;
    const attributes = [...elementClass.observedAttributes].sort();
    const declared = [...elementClass.elementProperties].filter(([, { state }]) => state !== true);
    expect(namesOf(elementOf(tag).attributes)).toEqual(attributes);
    expect(namesOf(propertiesOf(elementOf(tag)))).toEqual(declared.map(([property]) => String(property)).sort());
  });

  it('has every event that it or an element inside dispatches, and no other', () => {
    const { events } = scanSources(name);
    expect(namesOf(elementOf(tag).events)).toEqual([...events].sort());
  });

  it('has every slot, and no other', () => {
    expect(namesOf(elementOf(tag).slots)).toEqual([...scanSources(name).slots].sort());
  });

  it('has every part of the templates, and none that no template has', () => {
    const { cssParts, text } = scanSources(name);
    const documented = namesOf(elementOf(tag).cssParts);
    expect(documented).toEqual(expect.arrayContaining([...cssParts]));
    const prefixes = [...text.matchAll(/\b([a-z]+-)\$\{/g)].map(([, prefix = '']) => prefix);
    const isMade = (part: string): boolean =>
      cssParts.has(part) ||
      new RegExp(`[ '\`]${part}['\` ]`).test(text) ||
      prefixes.some((prefix) => part.startsWith(prefix));
    expect(documented.filter((part) => !isMade(part))).toEqual([]);
  });

  it('has every custom property that its styles read', () => {
    const css = classes
      .get(tag)!
      .elementStyles.map((style) => (style as CSSResult).cssText)
      .join('\n');
    const used = new Set([...css.matchAll(/var\((--policy-[a-z-]+)/g)].map(([, property = '']) => property));
    expect(used.size).toBeGreaterThan(5);
    expect(namesOf(elementOf(tag).cssProperties)).toEqual(expect.arrayContaining([...used]));
  });

  it('describes all of it', () => {
    expect(undescribed(elementOf(tag))).toEqual([]);
  });
});

describe('a manifest that lost a description', () => {
  it.each(kinds)('is found out, whichever of its %s it was', (kind) => {
    const whole = elementOf('policy-settings');
    const [first, ...rest] = whole[kind];
    const damaged = { ...whole, [kind]: [{ ...first, description: ' ' }, ...rest] } as Element;
    expect(undescribed(damaged)).toEqual(expect.arrayContaining([`${kind} ${first!.name}`]));
    expect(undescribed(whole)).not.toContain(`${kind} ${first!.name}`);
  });
});

describe('the types of events', () => {
  it('are those of the classes', () => {
    const save = elementOf('policy-settings').events.find(({ name }) => name === 'policy-save');
    expect(save?.type.text).toBe('SaveEvent');
  });
});
