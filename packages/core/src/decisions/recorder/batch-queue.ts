import type { RecorderLimits } from './recorder-limits.js';

/** What is handed on in batches: as soon as one is full, has waited long enough, or somebody is in a hurry. */
export interface BatchQueue<Item> {
  add(item: Item): void;
  /** Hands on whatever there is, full or not, until the returned function is called. */
  hurry(): () => void;
}

/** One batch at a time. `handOn` must not reject. */
export function batchQueue<Item>(
  { batchSize, maxDelayMilliseconds, timer }: Pick<RecorderLimits, 'batchSize' | 'maxDelayMilliseconds' | 'timer'>,
  handOn: (batch: readonly Item[]) => Promise<void>,
): BatchQueue<Item> {
  let waiting: Item[] = [];
  let hurries = 0;
  let isDue = false;
  let isBusy = false;
  let stopTimer: (() => void) | undefined;

  const isReady = () => waiting.length >= batchSize || (waiting.length > 0 && (isDue || hurries > 0));
  const take = (): readonly Item[] => {
    const batch = waiting.slice(0, batchSize);
    waiting = waiting.slice(batchSize);
    isDue = false;
    stopTimer?.();
    stopTimer = undefined;
    return batch;
  };
  const arm = (): void => {
    if (waiting.length === 0 || stopTimer !== undefined || isBusy) return;
    stopTimer = timer(() => {
      stopTimer = undefined;
      isDue = true;
      void advance();
    }, maxDelayMilliseconds);
  };
  const advance = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    while (isReady()) await handOn(take());
    isBusy = false;
    arm();
  };
  return {
    add(item) {
      waiting.push(item);
      if (isReady()) void advance();
      else arm();
    },
    hurry() {
      hurries += 1;
      void advance();
      return () => {
        hurries -= 1;
      };
    },
  };
}
