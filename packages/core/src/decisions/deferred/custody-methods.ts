import { guarded, permit } from '../../access/permit.js';
import type { TrailContext } from '../../trail/context.js';
import type { ExportOptions } from '../../trail/trail.js';
import type { PolicyTrail } from '../policy-trail.js';
import { streamOf } from './byte-stream.js';
import { loadCustody } from './load.js';

type Keeping = 'verify' | 'verifyAll' | 'exportArchive' | 'importArchive' | 'importHistory' | 'erase';

/** What proves a trail, carries it elsewhere and erases from it; its code is loaded by the first call. */
export function custodyMethods(context: TrailContext): Pick<PolicyTrail, Keeping> {
  return {
    ...guarded(context, operations(context)),
    exportArchive: (options) => streamOf(archiveChunks(context, chosenOf(options))),
  };
}

function operations(context: TrailContext): Pick<PolicyTrail, Exclude<Keeping, 'exportArchive'>> {
  return {
    verify: async (policyId, options) => (await loadCustody('verify')).verify(context, policyId, options),
    verifyAll: async (options) => (await loadCustody('verifyAll')).verifyAll(context, options),
    importArchive: async (source, options) =>
      (await loadCustody('importArchive')).importArchive(context, source, options),
    importHistory: async (source, options) =>
      (await loadCustody('importHistory')).importHistory(context, source, options),
    erase: async (policyId, subject, options) =>
      (await loadCustody('erase')).erase(context, policyId, subject, options),
  };
}

/** As they are when they are asked for: the stream is read later. */
function chosenOf(options: ExportOptions | undefined): ExportOptions | undefined {
  return options?.policyIds === undefined ? options : { ...options, policyIds: [...options.policyIds] };
}

async function* archiveChunks(context: TrailContext, options: ExportOptions | undefined): AsyncGenerator<Uint8Array> {
  await permit(context, 'exportArchive', [options]);
  const custody = await loadCustody('exportArchive');
  yield* custody.archiveChunks(context, options);
}
