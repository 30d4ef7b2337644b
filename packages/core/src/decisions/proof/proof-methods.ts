import type { TrailContext } from '../../trail/context.js';
import type { ExportOptions } from '../../trail/trail.js';
import type { PolicyTrail } from '../policy-trail.js';
import { streamOf } from './byte-stream.js';
import { loadProof } from './load.js';

type Proving = 'verify' | 'verifyAll' | 'exportArchive' | 'importArchive' | 'importHistory';

/** What proves a trail and carries it elsewhere; its code is loaded with the first call. */
export function proofMethods(context: TrailContext): Pick<PolicyTrail, Proving> {
  return {
    verify: async (...given) => (await loadProof('verify')).verify(context, ...given),
    verifyAll: async (...given) => (await loadProof('verifyAll')).verifyAll(context, ...given),
    exportArchive: (options) => streamOf(archiveChunks(context, options)),
    importArchive: async (...given) => (await loadProof('importArchive')).importArchive(context, ...given),
    importHistory: async (...given) => (await loadProof('importHistory')).importHistory(context, ...given),
  };
}

async function* archiveChunks(context: TrailContext, options: ExportOptions | undefined): AsyncGenerator<Uint8Array> {
  const proof = await loadProof('exportArchive');
  yield* proof.archiveChunks(context, options);
}
