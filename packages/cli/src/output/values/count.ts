/** A number for reading: `1,088`. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** A number and what it counts: `1 policy`, `1,088 versions`. */
export function counted(count: number, one: string, other = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : other}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
