import { leanTemplates } from '../../tools/lean-templates.ts';
import { build } from '../../tools/tsup.ts';
import { generate } from './frameworks/generate.ts';

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
    'locales/ar',
    'locales/de',
    'locales/en-xa',
  ],
  { dts: false, esbuildPlugins: [leanTemplates()], onSuccess: () => generate(process.cwd()) },
);

// One file for pages without a build step: all elements registered, Lit and all languages inside.
const page = build(['policytrail-elements'], {
  clean: false,
  dts: false,
  esbuildPlugins: [leanTemplates()],
  minify: true,
  noExternal: [/./],
  platform: 'browser',
  splitting: false,
  // Arabic as it is, not as escapes: modules are always read as UTF-8.
  esbuildOptions: (options) => {
    options.charset = 'utf8';
  },
});

export default [modules, page];
