import type { JsonObject, PolicyVersion } from '@policytrail/core';
import { type ActionOutcome, askPage } from '../../base/ask-page.js';
import { RestoredEvent, RestoreEvent, RestoreFailedEvent, RestoreOpenEvent } from '../../events/history-events.js';
import type { FieldSchema } from '../../fields/field-lookup.js';
import type { RestoreGround, RestoreJob } from '../../restore/restore-job.js';
import type { PolicyHistorySource } from '../../source.js';

/** What the reader sees of a restore that was done. */
export type RestoreState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'restored' | 'undoing' | 'undoFailed';
      readonly version: number;
      /** The new version; undefined where the page did not say. */
      readonly as: number | undefined;
      readonly ground: RestoreGround;
      readonly outcome?: ActionOutcome<unknown>;
    }
  | { readonly status: 'undone'; readonly version: number; readonly as: number | undefined };

/** What a restore needs of the history around it. */
export interface RestoreSurroundings {
  readonly element: Element;
  readonly source: PolicyHistorySource;
  readonly schema: FieldSchema | undefined;
  readonly confirmation: RestoreJob['confirmation'];
  readonly notes: RestoreJob['notes'];
  readonly undoNote: (version: number) => string;
  read(version: number): Promise<PolicyVersion | undefined>;
  /** Head and version in force as the list knows them; with `anew`, after asking. */
  ground(when: 'seen' | 'anew'): Promise<RestoreGround>;
  ask(job: RestoreJob): ReturnType<import('../../restore/restore-dialog.js').RestoreDialog['open']>;
}

/** Restores a version, and undoes that. */
export class RestoreFlow {
  state: RestoreState = { status: 'idle' };
  readonly #changed: () => void;
  #surroundings: RestoreSurroundings | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks the reader and restores. Resolves with the new version, or undefined where it was not restored. */
  async restore(version: number, surroundings: RestoreSurroundings): Promise<'restored' | 'not restored'> {
    const { element, source } = surroundings;
    if (!element.dispatchEvent(new RestoreOpenEvent({ version }))) return 'not restored';
    const [target, ground] = await Promise.all([surroundings.read(version), surroundings.ground('seen')]);
    if (target === undefined) return 'not restored';
    const ending = await surroundings.ask({
      target,
      ground,
      schema: surroundings.schema,
      confirmation: surroundings.confirmation,
      notes: surroundings.notes,
      validate: source.validate === undefined ? undefined : async (policy) => source.validate?.(policy) ?? [],
      reread: () => surroundings.ground('anew'),
      restore: (request) => perform({ ...request, version, policy: target.policy }, surroundings),
    });
    if (ending.status !== 'restored') return 'not restored';
    this.#surroundings = surroundings;
    const as = versionOf(ending.answer);
    this.#set({ status: 'restored', version, as, ground: ending.ground });
    element.dispatchEvent(new RestoredEvent({ version: as ?? ending.ground.head + 1, restoredFrom: version }));
    return 'restored';
  }

  /** Restores the version that was in force before. */
  async undo(): Promise<'undone' | 'not undone'> {
    const { state } = this;
    if (this.#surroundings === undefined || (state.status !== 'restored' && state.status !== 'undoFailed'))
      return 'not undone';
    this.#set({ ...state, status: 'undoing' });
    const { version, policy } = state.ground.current;
    const expectedVersion = state.as ?? state.ground.head + 1;
    const changeNotes = this.#surroundings.undoNote(state.version);
    const outcome = await perform({ version, policy, expectedVersion, changeNotes }, this.#surroundings);
    if (outcome.status === 'done') this.#set({ status: 'undone', version, as: versionOf(outcome.answer) });
    else this.#set({ ...state, status: 'undoFailed', outcome });
    return outcome.status === 'done' ? 'undone' : 'not undone';
  }

  dismiss(): void {
    this.#set({ status: 'idle' });
  }

  #set(state: RestoreState): void {
    this.state = state;
    this.#changed();
  }
}

interface Restoring {
  readonly version: number;
  readonly expectedVersion: number;
  readonly changeNotes: string;
  readonly policy: JsonObject;
}

async function perform(
  { policy, ...request }: Restoring,
  { element, source }: RestoreSurroundings,
): Promise<ActionOutcome<unknown>> {
  const own = source.restore === undefined ? undefined : async (): Promise<unknown> => source.restore?.(request);
  const outcome = await askPage(element, new RestoreEvent({ ...request, policy }), own);
  if (outcome.status === 'failed')
    element.dispatchEvent(new RestoreFailedEvent({ version: request.version, error: outcome.error }));
  return outcome;
}

// A page may answer with the version, with what a trail answers, or with a number.
function versionOf(answer: unknown): number | undefined {
  if (typeof answer === 'number') return answer;
  if (typeof answer !== 'object' || answer === null || !('version' in answer)) return undefined;
  return versionOf(answer.version);
}
