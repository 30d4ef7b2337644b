import { celParser } from '../../tools/cel-parser.ts';
import { deferredParts } from '../../tools/parts/deferred-parts.ts';
import { build } from '../../tools/tsup.ts';

const parts = deferredParts({
  owner: 'src/decisions/create-policy-trail.ts',
  loader: 'src/decisions/deferred/load.ts',
  parts: ['custody', 'hindsight'],
});

export default build(['index', 'diff', 'legacy', 'pure', 'sql', 'zod'], {
  noExternal: ['@marcbachmann/cel-js'],
  esbuildPlugins: [celParser(), parts],
});
