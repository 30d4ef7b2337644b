import type { RestoreMessages } from '../en/restore.js';
import type { Speech } from '../speech.js';

export const restoreDe = (_speech: Speech): RestoreMessages => ({
  title: (version) => `Version ${version} wiederherstellen?`,
  explanation: (version, next) =>
    `Das speichert eine neue Version ${next} mit den Werten von Version ${version}. Keine Version wird gelöscht.`,
  checking: 'Werte werden geprüft',
  errors: 'Diese Werte lassen sich nicht mehr speichern:',
  warnings: 'Bitte sehen Sie sich das zuerst an:',
  checkFailed: 'Die Werte konnten nicht geprüft werden. Beim Speichern werden sie erneut geprüft.',
  note: 'Änderungsnotiz',
  noteOptional: 'Änderungsnotiz (optional)',
  noteNeeded: 'Geben Sie eine Änderungsnotiz ein.',
  noteFor: (version) => `Wiederhergestellt aus Version ${version}`,
  typeVersion: (version) => `Zum Bestätigen ${version} eingeben`,
  typedWrong: (version) => `Das stimmt nicht überein. Geben Sie zum Bestätigen ${version} ein.`,
  restore: (version) => `Version ${version} wiederherstellen`,
  restoreAnyway: 'Trotzdem wiederherstellen',
  restoring: 'Wird wiederhergestellt…',
  conflict: (version) =>
    `Inzwischen wurde Version ${version} gespeichert. Die Änderungen unten beziehen sich jetzt auf sie. Dennoch wiederherstellen?`,
  failed: 'Die Version konnte nicht wiederhergestellt werden.',
  restored: (version, as) =>
    as === undefined
      ? `Version ${version} wiederhergestellt`
      : `Version ${version} als Version ${as} wiederhergestellt`,
  undo: 'Rückgängig machen',
  undoing: 'Wird rückgängig gemacht…',
  undoNote: (version) => `Wiederherstellung von Version ${version} rückgängig gemacht`,
  undone: (version, as) =>
    as === undefined
      ? `Rückgängig gemacht: wieder Version ${version}`
      : `Rückgängig gemacht: Version ${version} gilt wieder, als Version ${as}`,
  undoFailed: 'Die Wiederherstellung konnte nicht rückgängig gemacht werden.',
});
