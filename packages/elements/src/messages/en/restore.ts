import type { Speech } from '../speech.js';

/** What the restore dialog says. */
export type RestoreMessages = ReturnType<typeof restoreEn>;

export const restoreEn = (_speech: Speech) => ({
  title: (version: number) => `Restore version ${version}?`,
  explanation: (version: number, next: number) =>
    `This saves a new version ${next} with the values of version ${version}. No version is deleted.`,
  checking: 'Checking the values',
  errors: 'These values can no longer be saved:',
  warnings: 'Please look at this first:',
  checkFailed: 'The values could not be checked. They are checked again when they are saved.',
  note: 'Change note',
  noteOptional: 'Change note (optional)',
  noteNeeded: 'Enter a change note.',
  noteFor: (version: number) => `Restored from version ${version}`,
  typeVersion: (version: number) => `Type ${version} to confirm`,
  typedWrong: (version: number) => `This does not match. Type ${version} to confirm.`,
  restore: (version: number) => `Restore version ${version}`,
  restoreAnyway: 'Restore anyway',
  restoring: 'Restoring…',
  conflict: (version: number) =>
    `Version ${version} was saved in the meantime. The changes below are now against it. Restore all the same?`,
  failed: 'The version could not be restored.',
  restored: (version: number, as: number | undefined) =>
    as === undefined ? `Version ${version} restored` : `Version ${version} restored as version ${as}`,
  undo: 'Undo',
  undoing: 'Undoing…',
  undoNote: (version: number) => `Undid the restore of version ${version}`,
  undone: (version: number, as: number | undefined) =>
    as === undefined ? `Undone: back to version ${version}` : `Undone: version ${version} is back, as version ${as}`,
  undoFailed: 'The restore could not be undone.',
});
