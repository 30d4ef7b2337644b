import type { PolicyStore, SealedHead } from '@policytrail/core';

/** What a watcher is told: the newest version that is committed, whoever saved it. */
export interface HeadChange {
  readonly policyId: string;
  readonly version: number;
}

export interface WatchOptions {
  /** How often the head is looked at, 50 to 3,600,000; default 1,000. */
  readonly intervalMilliseconds?: number;
  /** Told where a look failed; the next one follows as usual. Default: nobody. */
  readonly onError?: (error: unknown) => void;
}

/** Ends a watch; nothing is told after it. */
export type StopWatching = () => void;

export const leastIntervalMilliseconds = 50;
export const mostIntervalMilliseconds = 3_600_000;

interface Watch {
  readonly store: Pick<PolicyStore, 'readSealedHead'>;
  readonly policyId: string;
  readonly listener: (change: HeadChange) => void;
  readonly options: WatchOptions;
}

/** Looks at the head again and again, one look after the other, and tells when it has moved since the first look. */
export function watchHead({ store, policyId, listener, options }: Watch): StopWatching {
  const { intervalMilliseconds = 1_000, onError = () => undefined } = options;
  let isOver = false;
  let seen: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    try {
      const version = versionOf(await store.readSealedHead(policyId));
      if (isOver) return;
      const hasMoved = seen !== undefined && version > seen;
      seen = version;
      if (hasMoved) listener({ policyId, version });
    } catch (error) {
      if (!isOver) onError(error);
    }
  };
  const goOn = async (): Promise<void> => {
    await look();
    if (isOver) return;
    timer = setTimeout(() => void goOn(), intervalMilliseconds);
    // A watch alone keeps no process alive.
    timer.unref();
  };
  void goOn();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

function versionOf(head: SealedHead | undefined): number {
  return head?.version ?? 0;
}
