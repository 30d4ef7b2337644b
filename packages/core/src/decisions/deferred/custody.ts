// Verifying, archiving, erasing. Only load.ts may import this file, or it becomes part of what every application loads at first.
export { detectImport } from '../../trail/archive/detect.js';
export { archiveChunks } from '../../trail/archive/export.js';
export { importHistory } from '../../trail/archive/history/import-history.js';
export { importArchive } from '../../trail/archive/import.js';
export { verify, verifyAll } from '../../trail/verify/verify.js';
export { erase } from '../erase/erase.js';
