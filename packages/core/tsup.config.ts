import { celParser } from '../../tools/cel-parser.ts';
import { oneCore } from '../../tools/one-core.ts';
import { build } from '../../tools/tsup.ts';

export default build(['index', 'zod'], {
  noExternal: ['@marcbachmann/cel-js'],
  esbuildPlugins: [celParser(), oneCore('src/index.ts', ['src/decisions/deferred/custody.ts', 'src/decisions/deferred/hindsight.ts'])],
});
