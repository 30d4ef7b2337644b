import type { Element } from './manifest.js';
import {
  attributeText,
  camelCase,
  classAlias,
  commentText,
  importText,
  listenerType,
  memberText,
  pascalCase,
  propertyText,
} from './type-text.js';

/**
 * Types of the tags in JSX, for any framework that sets properties where an element has them and listens to
 * `onpolicy-save`, as React 19 and Preact do.
 */
export function jsxTypes(elements: readonly Element[]): string {
  return `${importText(elements)}

/** What every tag takes besides. */
interface CommonAttributes<Element> {
  [attribute: \`aria-\${string}\` | \`data-\${string}\`]: string | number | boolean | undefined;
  id?: string | undefined;
  key?: string | number | bigint | null | undefined;
  ref?: { current: Element | null } | ((element: Element | null) => void) | null | undefined;
  class?: string | undefined;
  className?: string | undefined;
  lang?: string | undefined;
  dir?: string | undefined;
  hidden?: boolean | undefined;
  part?: string | undefined;
  slot?: string | undefined;
  children?: unknown;
}

${elements.map(jsxInterface).join('\n\n')}

/** For other frameworks: \`declare module 'preact' { namespace JSX { interface IntrinsicElements extends PolicyTags {} } }\`. */
export interface PolicyTags {
${elements.map(({ name, tagName, description = '' }) => `${commentText(description, '  ')}  '${tagName}': ${name}Attributes;`).join('\n')}
}
`;
}

/** Types of the tags in the templates of Vue, whose listeners are \`@policy-save\`. */
export function vueTypes(elements: readonly Element[]): string {
  return `import type { DefineComponent } from 'vue';
${importText(elements)}

${elements.map(vueInterface).join('\n\n')}

declare module 'vue' {
  interface GlobalComponents {
${elements.map(({ name, tagName, description = '' }) => `${commentText(description, '    ')}    '${tagName}': DefineComponent<${name}Props>;`).join('\n')}
  }
}
`;
}

function jsxInterface(element: Element): string {
  const listeners = element.events.map(({ name, description }) =>
    memberText(`on${name}`, listenerType(name), description),
  );
  const members = [...propertyText(element), ...attributeText(element), ...listeners].join('\n');
  return `export interface ${element.name}Attributes extends CommonAttributes<${classAlias(element)}> {\n${members}\n}`;
}

function vueInterface(element: Element): string {
  const listeners = element.events.map(({ name, description }) =>
    memberText(`on${pascalCase(name)}`, listenerType(name), description),
  );
  // Vue takes `page-size` and `pageSize` for one.
  const attributes = attributeText(element, camelCase);
  const members = element.members.filter(({ name }) => !isNamedOtherwise(element, name));
  const properties = propertyText({ ...element, members });
  return `export interface ${element.name}Props {\n${[...properties, ...attributes, ...listeners].join('\n')}\n}`;
}

function isNamedOtherwise({ attributes }: Element, property: string): boolean {
  return attributes.some(({ name, fieldName }) => fieldName === property && name !== property);
}
