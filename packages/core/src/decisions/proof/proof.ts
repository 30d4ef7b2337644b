// What an auditor asks of a trail. Only load.ts may import this file, so that it stays out of what an application loads at first.
export { archiveChunks } from '../../trail/archive/export.js';
export { importHistory } from '../../trail/archive/history/import-history.js';
export { importArchive } from '../../trail/archive/import.js';
export { verify, verifyAll } from '../../trail/verify/verify.js';
