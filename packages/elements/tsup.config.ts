import { leanTemplates } from '../../tools/lean-templates.ts';
import { type Deferring, deferredParts } from '../../tools/parts/deferred-parts.ts';
import { build } from '../../tools/tsup.ts';
import { generate } from './frameworks/generate.ts';

const lean = leanTemplates();
// Not to be copied: they hold state, or are classes that pages compare with.
const single = [
  'lit',
  'src/events',
  'src/base/environment/each-minute.ts',
  'src/diff/load.ts',
  'src/diff/inside/create-diff.ts',
];
const later = (name: string, owner: string, loader = owner, more: Partial<Deferring> = {}): object =>
  deferredParts({ owners: [owner], loader, parts: [name], single, plugins: [lean], ...more });
const bodies = ['decision', 'diff', 'history', 'settings'];
const siblings = bodies.map((element) => `src/${element}/${element}-body.ts`);
const body = (element: string, ...parts: readonly object[]): object =>
  later(`${element}-body`, `src/${element}/policy-${element}.ts`, `src/${element}/load.ts`, {
    siblings,
    plugins: [...parts, lean],
  });

// Files that import nothing, loaded when they are needed (docs/decisions/0010).
const parts = [
  later('descriptions', 'src/fields/schema-reader.ts'),
  body('decision'),
  body('diff', later('text-diff', 'src/diff/diff-body.ts', 'src/diff/text/load.ts')),
  body('history', later('parts', 'src/history/history-body.ts', 'src/history/deferred/load.ts')),
  body('settings', later('exact-json', 'src/settings/typed/json-reader.ts')),
];

// Declarations are `tsc`'s: one run for all entries.
const modules = build(
  [
    'index',
    'policy-decision',
    'policy-diff',
    'policy-settings',
    'define',
    'define/policy-decision',
    'define/policy-diff',
    'policy-history',
    'define/policy-history',
    'define/policy-settings',
  ],
  { dts: false, esbuildPlugins: [...parts, lean], onSuccess: () => generate(process.cwd()) },
);

// Arabic as it is, not as escapes: modules are always read as UTF-8.
const inUtf8 = (options: { charset?: 'ascii' | 'utf8' }): void => {
  options.charset = 'utf8';
};

// Each language in a file of its own that imports nothing, for pages without a build step, too.
const locales = build(['locales/ar', 'locales/de', 'locales/en-xa'], {
  clean: false,
  dts: false,
  minify: true,
  splitting: false,
  esbuildOptions: (options) => {
    inUtf8(options);
    options.outbase = 'src';
  },
});

// One file for pages without a build step: all elements registered, Lit inside.
const page = build(['policytrail-elements'], {
  clean: false,
  dts: false,
  esbuildPlugins: [leanTemplates()],
  minify: true,
  noExternal: [/./],
  platform: 'browser',
  splitting: false,
  esbuildOptions: inUtf8,
});

export default [modules, locales, page];
