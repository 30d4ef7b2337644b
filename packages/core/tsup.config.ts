import type { Options } from 'tsup';
import { celParser } from '../../tools/cel-parser.ts';
import { deferredParts } from '../../tools/parts/deferred-parts.ts';
import { build } from '../../tools/tsup.ts';

const parts = deferredParts({
  owners: ['src/decisions/create-policy-trail.ts'],
  loader: 'src/decisions/deferred/load.ts',
  parts: ['custody', 'hindsight'],
});

// A user of the package's own entry: built apart from it, so that what applications load at first stays in one piece.
const legacyApart: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'legacy-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/index\.js$/ }, () => ({ path: './index.js', external: true })),
};

export default build(['index', 'diff', 'legacy', 'pure', 'sql', 'zod'], {
  noExternal: ['@marcbachmann/cel-js'],
  esbuildPlugins: [celParser(), parts, legacyApart],
});
