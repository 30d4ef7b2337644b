import type { DiskCall } from './calls.js';
import { applyCall, type Disk, emptyDisk, type Fate, type Fates, filesAfter } from './disk.js';

/** What a power loss could have left at one moment of a recording. */
export interface DiskState {
  /** How many calls came before it. */
  readonly moment: number;
  readonly kind: LossKind;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What was printed until then. */
  readonly printed: string;
}

/** How the changes that nothing had made certain fare: the sectors of a torn write are lost one by one. */
export type LossKind = (typeof lossKinds)[number];

export const lossKinds = ['none is kept', 'all are kept', 'some are kept', 'the first are kept', 'torn'] as const;

/** `count` states, a multiple of five, at moments drawn by `random` (from 0 to 1), with each kind of loss at each of them. */
export function* lossStates(calls: readonly DiskCall[], count: number, random: () => number): Generator<DiskState> {
  const times = new Map<number, number>();
  for (let made = 0; made < count / lossKinds.length; made += 1) {
    const moment = 1 + Math.floor(random() * calls.length);
    times.set(moment, (times.get(moment) ?? 0) + 1);
  }
  const disk = emptyDisk();
  let printed = '';
  for (const [index, call] of calls.entries()) {
    applyCall(disk, call);
    if (call.kind === 'print') printed += call.text;
    for (let time = times.get(index + 1) ?? 0; time > 0; time -= 1) {
      yield* statesAt(disk, index + 1, printed, random);
    }
  }
}

/** The files when nothing was lost. */
export function finalFiles(calls: readonly DiskCall[]): ReadonlyMap<string, Uint8Array> {
  const disk = emptyDisk();
  for (const call of calls) applyCall(disk, call);
  return filesAfter(disk, () => 'whole');
}

function* statesAt(disk: Disk, moment: number, printed: string, random: () => number): Generator<DiskState> {
  for (const kind of lossKinds) {
    yield { moment, kind, printed, files: filesAfter(disk, fatesOf(kind, random)) };
  }
}

function fatesOf(kind: LossKind, random: () => number): Fates {
  const torn: Fate = { sectors: () => random() < 0.5, noise: () => Math.floor(random() * 256) };
  switch (kind) {
    case 'none is kept':
      return () => 'lost';
    case 'all are kept':
      return () => 'whole';
    case 'some are kept':
      return () => (random() < 0.5 ? 'lost' : 'whole');
    case 'the first are kept':
      return firstOnes(random, torn);
    case 'torn':
      return () => torn;
  }
}

// Ends at any change with a like chance, that one torn: a disk that writes in order.
function firstOnes(random: () => number, torn: Fate): Fates {
  const goesOn = random();
  let isCut = false;
  return () => {
    if (isCut) return 'lost';
    isCut = random() > goesOn;
    return isCut ? torn : 'whole';
  };
}
