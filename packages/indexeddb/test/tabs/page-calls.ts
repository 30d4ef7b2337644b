import type { DoctorCheck, DoctorReport, StoredVersion } from '@policytrail/core';

/** A version that a page was told is stored. */
export interface Acknowledgement {
  readonly requestId: string;
  readonly version: number;
}

/** What a page is told to save. */
export interface SaveTask {
  /** The database. */
  readonly name: string;
  readonly policyId: string;
  /** Its request ids are `<prefix>-1`, `<prefix>-2` … */
  readonly prefix: string;
  readonly saves: number;
  /** How long a text stands in each policy. */
  readonly textLength?: number;
  /** The saboteur to put around its store. */
  readonly saboteur?: string;
}

/** What a page finds stored of a policy. */
export interface Found {
  readonly chain: readonly StoredVersion[];
  readonly isValid: boolean;
  /** The browser's own words, where opening found that it had thrown the site's data away. */
  readonly lost: string | undefined;
  /** What the doctor says of that. */
  readonly losses: DoctorCheck | undefined;
}

/** What a page of these tests does for Node, as `policytrailTest` in its global scope. */
export interface PageCalls {
  /** Tells Node of each version as it is acknowledged; gives back the code of the error that ended it, or `done`. */
  readonly save: (task: SaveTask) => Promise<string>;
  /** Saves that many versions in one batch; gives back the code of the error, or `done`. */
  readonly saveMany: (task: SaveTask) => Promise<string>;
  /** Collects the numbers of the versions that a watcher is told of. */
  readonly watch: (name: string, policyId: string) => Promise<void>;
  readonly heard: () => readonly number[];
  readonly read: (name: string, policyId: string) => Promise<Found>;
  /** Makes a database without the store, as another page of the origin may. */
  readonly makeStrange: (name: string) => Promise<void>;
  /** Opens a store and keeps it, for what follows. */
  readonly keepOpen: (name: string) => Promise<void>;
  /** Saves one version through the store that was kept open; gives back its number. */
  readonly saveInKept: (policyId: string) => Promise<number>;
  readonly persist: (name: string) => Promise<{ readonly isKept: boolean; readonly report: DoctorReport }>;
}

declare global {
  var policytrailTest: PageCalls;
  var policytrailAcknowledge: ((acknowledgement: Acknowledgement) => Promise<void>) | undefined;
}
