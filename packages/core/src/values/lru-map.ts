/** A map of bounded size that forgets what was asked for longest ago. */
export interface LruMap<Value> {
  get(key: string): Value | undefined;
  /** The newest is kept, whatever its size. */
  set(key: string, value: Value, size: number): void;
}

export function lruMap<Value>(maxCount: number, maxSize: number): LruMap<Value> {
  // A Map keeps the order in which keys were set: the first is the oldest.
  const entries = new Map<string, { readonly value: Value; readonly size: number }>();
  let total = 0;
  const remove = (key: string): void => {
    total -= entries.get(key)?.size ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, size) {
      remove(key);
      entries.set(key, { value, size });
      total += size;
      while (entries.size > 1 && (entries.size > maxCount || total > maxSize)) {
        const [oldest = key] = entries.keys();
        remove(oldest);
      }
    },
  };
}
