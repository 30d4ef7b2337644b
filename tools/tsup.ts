import { defineConfig, type Options } from 'tsup';

/** The one build every package uses: ESM, declarations, source maps. Entries are file names in `src/`, without `.ts`. */
export function build(entries: readonly string[], options: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry: entries.map((entry) => `src/${entry}.ts`),
    format: 'esm',
    target: 'es2023',
    platform: 'neutral',
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
    sourcemap: true,
    clean: true,
    removeNodeProtocol: false,
    ...options,
  });
}
