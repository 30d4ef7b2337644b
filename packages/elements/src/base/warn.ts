/** Tells the developer of the page, never its reader. */
export function warn(message: string): void {
  // biome-ignore lint/suspicious/noConsole: the page's developer has no other place to look
  console.warn(`policytrail: ${message}`);
}
