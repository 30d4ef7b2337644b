import { answeringSaboteurs } from './answering.js';
import { appendingSaboteurs } from './appending.js';
import { failingSaboteurs } from './failing.js';
import { listingSaboteurs } from './listing.js';
import { recordingSaboteurs } from './recording.js';
import type { Saboteur } from './saboteur.js';

/** Stores that break one promise each, every one of which the scenarios catch. */
export const saboteurs: readonly Saboteur[] = [
  ...appendingSaboteurs,
  ...answeringSaboteurs,
  ...listingSaboteurs,
  ...recordingSaboteurs,
  ...failingSaboteurs,
];
