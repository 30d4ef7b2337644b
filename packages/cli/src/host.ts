/** The world the command runs in: the part of `process` it uses. The entry hands it in. */
export type Host = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'stdin' | 'stdout' | 'stderr' | 'hrtime' | 'pid' | 'exit' | 'once' | 'off' | 'removeAllListeners'
> & { exitCode?: NodeJS.Process['exitCode'] };
