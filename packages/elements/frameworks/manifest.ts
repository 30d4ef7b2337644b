import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import type {
  Attribute,
  ClassMember,
  ClassMethod,
  CssCustomProperty,
  CssPart,
  Declaration,
  Event,
  Module,
  Package,
  Slot,
} from 'custom-elements-manifest/schema';
import { eventTypes } from './event-types.js';

/** A field, as the analyzer writes it beyond the schema's types. */
export type Field = Exclude<ClassMember, ClassMethod> & { readonly readonly?: boolean };

/** An element of the manifest. */
export interface Element {
  readonly kind: 'class';
  readonly customElement: true;
  readonly name: string;
  readonly tagName: string;
  readonly description?: string;
  readonly attributes: readonly Attribute[];
  readonly members: readonly (Field | ClassMethod)[];
  readonly events: readonly Event[];
  readonly slots: readonly Slot[];
  readonly cssParts: readonly CssPart[];
  readonly cssProperties: readonly CssCustomProperty[];
}

/** Called by the platform or by Lit, never by a page. */
const plumbing = /Callback$|^getUpdateComplete$/;

/**
 * The custom elements manifest of the package in `folder`, in terms of its build: each element in the module that
 * exports its class, with what a page may use and nothing else.
 */
export async function createManifest(folder: string): Promise<Package> {
  const argv = ['analyze', '--litelement', '--quiet', '--globs', 'src/**/*.ts'];
  const analyzed: Package = await cli({ argv, cwd: folder, noWrite: true });
  const types = eventTypes(folder);
  const elements = elementsIn(analyzed).sort((one, other) => one.tagName.localeCompare(other.tagName));
  return {
    schemaVersion: analyzed.schemaVersion,
    modules: elements.flatMap((element) => modulesOf(publicPart(element, types))),
  };
}

/** The elements of a manifest. */
export function elementsIn({ modules }: Package): Element[] {
  return modules.flatMap(({ declarations = [] }) =>
    declarations.flatMap((declaration) => ('tagName' in declaration ? [declaration as unknown as Element] : [])),
  );
}

/** What a page sets: an element's properties, those behind attributes too. */
export function propertiesOf({ members }: Element): Field[] {
  return members.filter((member) => member.kind === 'field').filter(({ readonly }) => readonly !== true);
}

function publicPart(element: Partial<Element>, types: ReadonlyMap<string, string>): Element {
  const { name = '', tagName = '', description = '' } = element;
  return {
    ...{ kind: 'class', customElement: true, name, tagName, description },
    attributes: byName(element.attributes).map(withoutOrigin),
    members: byName(element.members?.filter(isPublic)).map(withoutOrigin),
    events: byName(element.events?.filter((event) => types.has(event.name))).map((event) => typed(event, types)),
    slots: byName(element.slots),
    cssParts: byName(element.cssParts),
    cssProperties: byName(element.cssProperties),
  };
}

function isPublic(member: ClassMember): boolean {
  const isHidden = member.privacy === 'private' || member.privacy === 'protected' || member.static === true;
  return !isHidden && !member.name.startsWith('#') && !plumbing.test(member.name);
}

/** Sorted; of two with one name the first, which is the element's own. */
function byName<Item extends { readonly name: string }>(items: readonly Item[] = []): Item[] {
  const first = new Map(items.toReversed().map((item) => [item.name, item]));
  return [...first.values()].sort((one, other) => one.name.localeCompare(other.name));
}

// Where it is inherited from is a module that the package does not export.
function withoutOrigin<Item extends { inheritedFrom?: unknown; privacy?: unknown }>(item: Item): Item {
  const { inheritedFrom: _, privacy: __, ...rest } = item;
  return rest as Item;
}

function typed({ name, description }: Event, types: ReadonlyMap<string, string>): Event {
  return { name, type: { text: types.get(name) ?? 'Event' }, ...(description === undefined ? {} : { description }) };
}

function modulesOf(element: Element): Module[] {
  const { name, tagName } = element;
  const module = `dist/${tagName}.js`;
  const declaration = { name, module };
  return [
    {
      kind: 'javascript-module',
      path: module,
      declarations: [element as unknown as Declaration],
      exports: [{ kind: 'js', name, declaration }],
    },
    {
      kind: 'javascript-module',
      path: `dist/define/${tagName}.js`,
      declarations: [],
      exports: [
        { kind: 'custom-element-definition', name: tagName, declaration },
        { kind: 'js', name, declaration },
      ],
    },
  ];
}
