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
 * us twice. Where another version, or something else, has it, one warning names both.
 */
export function registerClasses(
  classes: Readonly<Record<string, PolicyElementClass>>,
  { registry = globalThis.customElements, prefix = 'policy' }: RegisterOptions = {},
): void {
  for (const [name, elementClass] of Object.entries(classes))
    registerClass(registry, `${prefix}-${name}`, elementClass);
}

function registerClass(
  registry: CustomElementRegistry | undefined,
  tag: string,
  elementClass: PolicyElementClass,
): void {
  const present = registry?.get(tag);
  if (present === undefined) {
    // A constructor has one tag in a registry; under a second prefix it needs a class of its own.
    registry?.define(tag, isDefined(registry, elementClass) ? class extends elementClass {} : elementClass);
    return;
  }
  const version = 'version' in present ? String(present.version) : 'unknown';
  if (version === elementClass.version || warned.has(tag)) return;
  warned.add(tag);
  warn(`<${tag}> is already registered with version ${version}; version ${elementClass.version} is not used`);
}

const warned = new Set<string>();

function isDefined(registry: CustomElementRegistry, elementClass: CustomElementConstructor): boolean {
  return registry.getName(elementClass) !== null;
}
