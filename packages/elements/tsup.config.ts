import { leanTemplates } from '../../tools/lean-templates.ts';
import { deferredParts } from '../../tools/parts/deferred-parts.ts';
import { build } from '../../tools/tsup.ts';
import { generate } from './frameworks/generate.ts';

const lean = leanTemplates();
const history = 'src/history/policy-history.ts';
const reader = 'src/fields/schema-reader.ts';
// Later files, which import nothing.
const options = { single: ['lit'], plugins: [lean] };
const textDiff = deferredParts({
  owners: ['src/diff/policy-diff.ts'],
  loader: 'src/diff/text/load.ts',
  parts: ['text-diff'],
  ...options,
});
const jsonReader = 'src/settings/typed/json-reader.ts';
const later = [
  textDiff,
  deferredParts({ owners: [jsonReader], loader: jsonReader, parts: ['exact-json'] }),
  deferredParts({ owners: [reader], loader: reader, parts: ['descriptions'] }),
  deferredParts({ owners: [history], loader: 'src/history/deferred/load.ts', parts: ['parts'], ...options }),
  deferredParts({
    owners: [history, 'src/settings/policy-settings.ts', 'src/decision/policy-decision.ts'],
    loader: 'src/diff/define-diff.ts',
    parts: ['comparison'],
    single: ['lit'],
    plugins: [textDiff, lean],
  }),
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
  { dts: false, esbuildPlugins: [...later, lean], onSuccess: () => generate(process.cwd()) },
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
