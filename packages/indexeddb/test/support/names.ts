/** A database that no other test has. Each run of the browser begins with an empty profile. */
export function freshName(): string {
  return `test-${crypto.randomUUID()}`;
}
