import { warn } from './warn.js';

export interface RegisterOptions {
  /** Default: the page's; none on a server, where nothing is registered. */
  readonly registry?: CustomElementRegistry | undefined;
  /** What tags begin with. Default `policy`. */
  readonly prefix?: string;
}

/** An element's class, and the version of this package that it is of. */
export interface PolicyElementClass extends CustomElementConstructor {
  readonly version: string;
}

/**
 * Registers classes under `<prefix>-<name>`. A tag that is taken is left as it is, and never an error: the page loaded
 * us twice. Where another version, or something else, has tags, one warning names both versions.
 */
export function registerClasses(
  classes: Readonly<Record<string, PolicyElementClass>>,
  { registry = globalThis.customElements, prefix = 'policy' }: RegisterOptions = {},
): void {
  const taken = new Map<string, string[]>();
  for (const [name, elementClass] of Object.entries(classes)) {
    const tag = `${prefix}-${name}`;
    const collision = registerClass(registry, tag, elementClass);
    if (collision === undefined || warned.has(tag)) continue;
    warned.add(tag);
    taken.set(collision, [...(taken.get(collision) ?? []), `<${tag}>`]);
  }
  for (const [collision, tags] of taken) {
    warn(`${tags.join(', ')} ${tags.length === 1 ? 'is' : 'are'} already registered with ${collision}`);
  }
}

/** Returns which version has the tag, and which is left out for it; undefined where that is no matter. */
function registerClass(
  registry: CustomElementRegistry | undefined,
  tag: string,
  elementClass: PolicyElementClass,
): string | undefined {
  const present = registry?.get(tag);
  if (present === undefined) {
    // A constructor has one tag in a registry; under a second prefix it needs a class of its own.
    registry?.define(tag, isDefined(registry, elementClass) ? class extends elementClass {} : elementClass);
    return undefined;
  }
  const version = 'version' in present ? String(present.version) : 'unknown';
  if (version === elementClass.version) return undefined;
  return `version ${version}; version ${elementClass.version} is not used`;
}

const warned = new Set<string>();

function isDefined(registry: CustomElementRegistry, elementClass: CustomElementConstructor): boolean {
  return registry.getName(elementClass) !== null;
}
