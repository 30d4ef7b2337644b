let made = 0;

/** A database that no other test of the page has. Each page of a run begins with an empty profile. */
export function freshName(): string {
  made += 1;
  return `test-${performance.timeOrigin}-${made}`;
}
