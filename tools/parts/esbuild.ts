/** What we use of esbuild: tsup brings it, and its types are not ours to import. */
export interface Setup {
  readonly initialOptions: { readonly outdir?: string; readonly target?: unknown };
  readonly esbuild: { build(options: object): Promise<Built> };
  onResolve(options: Filter, callback: (asked: Asked) => object | undefined): void;
  onLoad(options: Filter, callback: (file: { readonly path: string }) => object | undefined | Promise<object>): void;
}

interface Filter {
  readonly filter: RegExp;
  readonly namespace?: string;
}

interface Asked {
  readonly path: string;
  readonly kind: string;
  readonly resolveDir: string;
}

interface Built {
  readonly outputFiles: readonly { readonly path: string; readonly text: string }[];
  readonly metafile: { readonly outputs: Readonly<Record<string, Output>> };
}

interface Output {
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}
