import type { DetectedImport } from '../../trail/archive/detect.js';
import type { ByteSource } from '../../trail/trail.js';
import { loadCustody } from './load.js';

/** Tells an archive from a plain history by the first line. Rejects as an import of it would. */
export async function detectImport(source: ByteSource): Promise<DetectedImport> {
  return (await loadCustody('detectImport')).detectImport(source);
}
