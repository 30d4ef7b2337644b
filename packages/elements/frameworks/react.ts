import type { Element } from './manifest.js';
import { classAlias, commentText, importText, pascalCase } from './type-text.js';

/** Components for React: properties as they are, and `onPolicySave` for `policy-save`. */
export function reactModule(elements: readonly Element[]): string {
  const imports = elements.map(
    (element) => `import { ${element.name} as ${classAlias(element)} } from './define/${element.tagName}.js';`,
  );
  return `import { createComponent } from '@lit/react';
import * as react from 'react';
${imports.join('\n')}

${elements.map(componentText).join('\n\n')}
`;
}

/** Types of the components, and of the tags in React's JSX. */
export function reactTypes(elements: readonly Element[]): string {
  return `import type { EventName, ReactWebComponent } from '@lit/react';
import type { PolicyTags } from './jsx.js';
${importText(elements)}

${elements.map(componentType).join('\n\n')}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends PolicyTags {}
  }
}
`;
}

function componentText(element: Element): string {
  const { name, tagName, events } = element;
  return `export const ${name} = createComponent({
  react,
  tagName: '${tagName}',
  displayName: '${name}',
  elementClass: ${classAlias(element)},
  events: {
${events.map((event) => `    on${pascalCase(event.name)}: '${event.name}',`).join('\n')}
  },
});`;
}

function componentType(element: Element): string {
  const { name, description = '', events } = element;
  const names = events.map(
    (event) =>
      `${commentText(event.description ?? '', '  ')}  on${pascalCase(event.name)}: EventName<PolicyEventMap['${event.name}']>;`,
  );
  const type = `ReactWebComponent<${classAlias(element)}, {\n${names.join('\n')}\n}>`;
  return `${commentText(description)}export declare const ${name}: ${type};`;
}
