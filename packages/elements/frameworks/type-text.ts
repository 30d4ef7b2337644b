import { type Element, propertiesOf } from './manifest.js';

/** The name under which generated types import the class of an element: its own is that of the wrapper. */
export function classAlias({ name }: Element): string {
  return `${name}Element`;
}

/** Imports of the classes of all elements, and of the events. */
export function importText(elements: readonly Element[]): string {
  const classes = elements.map(
    (element) => `import type { ${element.name} as ${classAlias(element)} } from './${element.tagName}.js';`,
  );
  return ["import type { PolicyEventMap } from './index.js';", ...classes].join('\n');
}

/** One member of an object type, with its description. `type` as TypeScript writes it. */
export function memberText(name: string, type: string, description = ''): string {
  const key = /^\w+$/.test(name) ? name : `'${name}'`;
  return `${commentText(description, '  ')}  ${key}?: ${type};`;
}

/** The properties of an element. */
export function propertyText(element: Element): string[] {
  return propertiesOf(element).map(({ name, description }) =>
    memberText(name, `${classAlias(element)}['${name}'] | undefined`, description),
  );
}

/** The attributes of an element that are not named as the property; `name` is how the framework writes them. */
export function attributeText(element: Element, nameOf = (name: string): string => name): string[] {
  return element.attributes
    .filter(({ name, fieldName }) => fieldName !== undefined && fieldName !== name)
    .map(({ name, fieldName, type, description }) => {
      // What is no property is set as text, so a template may write a number as text too.
      const text = type?.text.includes('number') ? ` | \`\${number}\`` : '';
      return memberText(nameOf(name), `${classAlias(element)}['${fieldName}']${text} | undefined`, description);
    });
}

/** A function of one event, by the name of the event. */
export function listenerType(event: string): string {
  return `((event: PolicyEventMap['${event}']) => void) | undefined`;
}

export function commentText(text: string, indent = ''): string {
  return text === '' ? '' : `${indent}/** ${text.replaceAll(/\s+/g, ' ').trim()} */\n`;
}

/** `PolicySave` of `policy-save`. */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `pageSize` of `page-size`. */
export function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
