import type { WatchEvent, WriteOutcome } from '@policytrail/core';

type Listener = (event: WatchEvent) => void;

/** Tells of versions that others have stored, by looking at the heads of the policies that are watched. */
export interface Watcher {
  watch(policyId: string, listener: Listener): () => void;
  /** Passes on an append of this store: what it stores its own trail tells of. */
  noting(append: Promise<readonly WriteOutcome[]>): Promise<readonly WriteOutcome[]>;
  /** Nobody is told anything after it. */
  close(): Promise<void>;
}

/** What a watcher needs of its surroundings. */
export interface Watching {
  /** The numbers of the heads, by policy; of those that have none, nothing. */
  readonly readHeads: (policyIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  readonly intervalMilliseconds: number;
  readonly onError: (error: unknown) => void;
  /** Calls back whenever it is worth looking at once, until the end that it answers is called. */
  readonly listen: ((look: () => void) => () => Promise<void>) | undefined;
}

interface Watched {
  readonly listeners: Set<Listener>;
  /** Versions this store has appended and no look has passed yet. */
  readonly own: Set<number>;
  /** The head at the last look. */
  seen: number | undefined;
}

export function createWatcher(watching: Watching): Watcher {
  const watched = new Map<string, Watched>();
  const underway = new Set<Promise<unknown>>();
  const rounds = createRounds(watching.intervalMilliseconds, () => look(watching, watched, underway));
  let stopListening: (() => Promise<void>) | undefined;
  const rest = async (): Promise<void> => {
    rounds.stop();
    const stop = stopListening;
    stopListening = undefined;
    await stop?.();
  };
  return {
    watch(policyId, listener) {
      const entry = watched.get(policyId) ?? { listeners: new Set(), own: new Set(), seen: undefined };
      const own: Listener = (event) => listener(event);
      entry.listeners.add(own);
      watched.set(policyId, entry);
      stopListening ??= watching.listen?.(rounds.now);
      rounds.now();
      return () => {
        entry.listeners.delete(own);
        if (entry.listeners.size === 0 && watched.get(policyId) === entry) watched.delete(policyId);
        if (watched.size === 0) void rest();
      };
    },
    async noting(append) {
      underway.add(append);
      try {
        const outcomes = await append;
        for (const outcome of outcomes) noteOwn(watched, outcome);
        return outcomes;
      } finally {
        underway.delete(append);
      }
    },
    close() {
      watched.clear();
      return rest();
    },
  };
}

function noteOwn(watched: ReadonlyMap<string, Watched>, outcome: WriteOutcome): void {
  if (outcome.kind !== 'version' || outcome.status !== 'appended') return;
  watched.get(outcome.version.policyId)?.own.add(outcome.version.version);
}

async function look(
  { readHeads, onError }: Watching,
  watched: ReadonlyMap<string, Watched>,
  underway: ReadonlySet<Promise<unknown>>,
): Promise<void> {
  try {
    const asked = [...watched.keys()];
    const heads = await readHeads(asked);
    // A head that was read may be of an append of ours whose answer is still to come.
    await Promise.allSettled(underway);
    for (const policyId of asked) {
      const entry = watched.get(policyId);
      if (entry !== undefined) tell(policyId, entry, heads.get(policyId));
    }
  } catch (error) {
    if (watched.size > 0) onError(error);
  }
}

function tell(policyId: string, entry: Watched, head = 0): void {
  const { seen = head, own, listeners } = entry;
  entry.seen = head;
  for (let version = seen + 1; version <= head; version++) {
    if (own.has(version)) continue;
    for (const listener of listeners) listener({ type: 'versions', policyId, version });
  }
  for (const version of own) if (version <= head) own.delete(version);
}

interface Rounds {
  /** Goes round at once, or as soon as the round under way is over. */
  readonly now: () => void;
  readonly stop: () => void;
}

/** Rounds one after the other, an interval apart, from the first call of `now` on. */
function createRounds(intervalMilliseconds: number, goRound: () => Promise<void>): Rounds {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGoing = false;
  let isWanted = false;
  let isStopped = false;
  const now = async (): Promise<void> => {
    isWanted = true;
    if (isGoing) return;
    clearTimeout(timer);
    isGoing = true;
    while (isWanted) {
      isWanted = false;
      await goRound();
    }
    isGoing = false;
    if (isStopped) return;
    timer = setTimeout(() => void now(), intervalMilliseconds);
    // A watch alone keeps no process alive.
    timer.unref();
  };
  return {
    now() {
      isStopped = false;
      void now();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
