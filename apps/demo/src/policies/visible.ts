import { textParts } from '@policytrail/elements';

/** Characters that turn text around or can't be seen stand there by their numbers. */
export function visible(text: string): string {
  return textParts(text)
    .map((part) => (part.isHidden ? ` ${part.text} ` : part.text))
    .join('');
}
