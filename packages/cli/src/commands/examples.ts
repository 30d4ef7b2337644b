/** Two or more command lines for the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return ['\nExamples:', ...lines.map((line) => `  $ ${line}`)].join('\n');
}
