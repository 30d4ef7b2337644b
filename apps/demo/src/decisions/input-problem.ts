import type { FieldMeta, PolicyIssue } from '@policytrail/core';

/** What is wrong with one field of the form, in our words. */
export interface InputProblem {
  /** A JSON Pointer into the input, or the name of a field beside it; `''` for the input as a whole. */
  readonly path: string;
  readonly label: string;
  readonly message: string;
}

const decimalText = /^-?\d+(?:\.(?<fraction>\d+))?$/;

/** Says of each issue what a person can do about it: the library's own words are for developers. */
export function inputProblems(
  issues: readonly PolicyIssue[],
  fields: readonly FieldMeta[],
  textAt: (path: string) => string,
): readonly InputProblem[] {
  const problems = new Map<string, InputProblem>();
  for (const { path } of issues) {
    const field = fields.find((one) => path === one.path || path.startsWith(`${one.path}/`));
    const message = field === undefined ? 'The values do not fit together.' : problemOf(textAt(field.path), field);
    const at = field?.path ?? '';
    if (!problems.has(at)) problems.set(at, { path: at, label: field?.label ?? 'The input as a whole', message });
  }
  return [...problems.values()];
}

function problemOf(text: string, { display, min, max, step }: FieldMeta): string {
  if (text === '') return 'Enter a value.';
  const number = decimalText.exec(text);
  const isWhole = display === 'integer';
  if (number === null) return isWhole ? 'Enter a whole number, such as 1200.' : 'Enter a number, such as 12.50.';
  const fraction = number.groups?.['fraction'] ?? '';
  if (isWhole && Number(fraction) !== 0) return 'Enter a whole number.';
  if (min !== undefined && Number(text) < Number(min)) return `Enter at least ${min}.`;
  if (max !== undefined && Number(text) > Number(max)) return `Enter at most ${max}.`;
  const digits = digitsOf(step);
  if (digits !== undefined && fraction.length > digits) return digitsProblem(digits);
  return 'This value cannot be judged. Check it, please.';
}

// The smallest step of a decimal says how many digits are kept: 0.01 for two.
function digitsOf(step: number | undefined): number | undefined {
  return step === undefined || step >= 1 ? undefined : Math.round(-Math.log10(step));
}

function digitsProblem(digits: number): string {
  return digits === 1 ? 'Enter one digit after the point at most.' : `Enter ${digits} digits after the point at most.`;
}
