type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The members that have a value: what commander leaves out is not the same as `undefined`. */
export function present<T extends object>(options: T): Present<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Present<T>;
}
