import { InvalidArgumentError } from 'commander';

/** Reads an option's value as a whole number from 0 up. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number.');
}
