import type { TestProject } from 'vitest/node';
import { startCluster } from '../../../../tools/postgres/cluster.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database whose role may make schemas and roles. */
    readonly postgresUrl: string;
  }
}

/** One server for all test files: that of DATABASE_URL, else a throw-away one of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given);
    return async () => undefined;
  }
  const cluster = await startCluster();
  project.provide('postgresUrl', cluster.url);
  return cluster.stop;
}
