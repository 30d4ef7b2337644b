import { build } from '../../tools/tsup.ts';

const modules = build([
  'index',
  'policy-diff',
  'define',
  'define/policy-diff',
  'locales/ar',
  'locales/de',
  'locales/en-xa',
]);

// One file for pages without a build step: all elements registered, Lit and all languages inside.
const page = build(['policytrail-elements'], {
  clean: false,
  dts: false,
  minify: true,
  noExternal: [/./],
  platform: 'browser',
  splitting: false,
});

export default [modules, page];
