import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { createManifest, elementsIn } from './manifest.js';
import { reactModule, reactTypes } from './react.js';
import { jsxTypes, vueTypes } from './tags.js';

/** Writes the manifest of the package in `folder` into its `dist`, and what editors and frameworks read instead of it. */
export async function generate(folder: string): Promise<void> {
  const manifest = await createManifest(folder);
  const elements = elementsIn(manifest);
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const webTypes = JSON.parse(
    getWebTypesData(manifest as Parameters<typeof getWebTypesData>[0], { packageJson: false, hideLogs: true }),
  );
  const files = {
    'custom-elements.json': jsonText(manifest),
    'web-types.json': jsonText({ ...webTypes, name, version }),
    'react.js': reactModule(elements),
    'react.d.ts': reactTypes(elements),
    'jsx.d.ts': jsxTypes(elements),
    'vue.d.ts': vueTypes(elements),
  };
  mkdirSync(join(folder, 'dist'), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, 'dist', file), text);
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
