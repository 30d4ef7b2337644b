import type { StandardSchemaV1 } from '@standard-schema/spec';
import { invalidArgument, type PolicyIssue } from '../../values/error.js';
import { appendPointer } from '../../values/json-pointer.js';

/** What a schema answers with at once. Throws `invalid_argument` where it answers with a promise. */
export function validateNow<Output>(
  schema: StandardSchemaV1<unknown, Output>,
  value: unknown,
  { definition, part }: { readonly definition: string; readonly part: 'policy' | 'input' },
): StandardSchemaV1.Result<Output> {
  const result = schema['~standard'].validate(value);
  if (!('then' in result)) return result;
  // Nobody waits for it: a late rejection must not end the process.
  result.catch(() => {});
  throw invalidArgument(
    `the ${part} schema of definition \`${definition}\` answers with a promise: async schemas are refused`,
    { argument: part },
  );
}

/** A schema's issue, with its path as a JSON Pointer. */
export function readIssue({ path = [], message }: StandardSchemaV1.Issue): PolicyIssue {
  const segments = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  return { path: segments.reduce(appendPointer, ''), message };
}

/** The places of issues for a message, three at most. Issues' own texts may quote a document: they stay in the details. */
export function namePlaces(whole: string, issues: readonly PolicyIssue[]): string {
  const places = [...new Set(issues.map(({ path }) => path))];
  const named = places.slice(0, 3).map((path) => (path === '' ? whole : `\`${path}\``));
  return `${named.join(', ')}${places.length > 3 ? ` and ${places.length - 3} more` : ''}`;
}
