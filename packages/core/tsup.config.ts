import { celParser } from '../../tools/cel-parser.ts';
import { build } from '../../tools/tsup.ts';

export default build(['index', 'sql', 'zod'], { noExternal: ['@marcbachmann/cel-js'], esbuildPlugins: [celParser()] });
