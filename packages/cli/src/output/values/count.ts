/** A number and what it counts: `1 policy`, `1,088 versions`. */
export function counted(count: number, one: string, other = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : other}`;
}
