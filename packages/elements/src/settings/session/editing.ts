import type { PolicyVersion } from '@policytrail/core';
import type { SettingsState } from '../../source.js';
import type { Entries, Entry } from '../model/draft.js';

/** What became of a version that was offered. `newer`: it waits, as there are entries over another. */
export type Offer = 'same' | 'adopted' | 'newer';

const none: Entries = new Map();
const nothing: SettingsState = { current: undefined, head: undefined };

/** The entries of a form, and the version they stand on; a newer one waits beside it until the reader has chosen. */
export class Editing {
  base: SettingsState = nothing;
  newer: SettingsState | undefined;
  entries: Entries = none;
  /** Entries that were discarded last. */
  discarded: Entries = none;

  /** The head that the reader has seen; 0 where there is none. */
  get headVersion(): number {
    return headOf(this.base);
  }

  /** The number that the next save gets, as far as is known. */
  get nextVersion(): number {
    return Math.max(this.headVersion, this.newer === undefined ? 0 : headOf(this.newer)) + 1;
  }

  /** Takes a version as the base, unless that would change what the reader is editing. */
  offer(state: SettingsState, hasEntries: boolean): Offer {
    const { current } = this.base;
    const isOther = current !== undefined && current.policyId !== state.current?.policyId;
    if (isOther) this.entries = none;
    // A reading that began before the last save.
    if (!isOther && headOf(state) < this.headVersion) return 'same';
    const isSame = !isOther && headOf(state) === this.headVersion && state.current?.version === current?.version;
    if (!isSame && hasEntries && this.entries.size > 0 && current !== undefined) {
      this.newer = state;
      return 'newer';
    }
    this.base = state;
    this.newer = undefined;
    return isSame ? 'same' : 'adopted';
  }

  enter(path: string, entry: Entry | undefined): void {
    const entries = new Map(this.entries);
    if (entry === undefined) entries.delete(path);
    else entries.set(path, entry);
    this.entries = entries;
    this.discarded = none;
  }

  discard(): void {
    this.discarded = this.entries;
    this.entries = none;
  }

  undo(): void {
    this.entries = this.discarded;
    this.discarded = none;
  }

  /** Puts the entries over the newer version. */
  rebase(): void {
    if (this.newer !== undefined) this.base = this.newer;
    this.newer = undefined;
  }

  /** What was saved is the base; what was entered since stays over it. */
  saved(version: PolicyVersion): void {
    this.base = { current: version, head: version };
    this.newer = undefined;
    this.discarded = none;
  }
}

function headOf({ current, head }: SettingsState): number {
  return Math.max(head?.version ?? 0, current?.version ?? 0);
}
