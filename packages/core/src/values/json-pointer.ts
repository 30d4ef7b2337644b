import { invalidArgument } from './error.js';
import type { JsonValue } from './json.js';

/** The pointer (RFC 6901) to a member or item of what `pointer` points to. */
export function appendPointer(pointer: string, segment: string | number): string {
  return `${pointer}/${`${segment}`.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The unescaped segments of a pointer; none for `''`. Throws `invalid_argument` for text that is no pointer. */
export function parsePointer(pointer: string): string[] {
  if (!(pointer === '' || pointer.startsWith('/')) || /~(?![01])/.test(pointer)) {
    throw invalidArgument('pointer must be a JSON Pointer, such as `/rules/0/when`', { argument: 'pointer' });
  }
  const escaped = pointer.split('/').slice(1);
  return escaped.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a pointer points to; undefined where there is nothing. Inherited members are never read. */
export function readPointer(document: JsonValue, pointer: string): JsonValue | undefined {
  return readSegments(document, parsePointer(pointer));
}

/** As {@link readPointer}, by the unescaped segments. */
export function readSegments(document: JsonValue, segments: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const segment of segments) value = readSegment(value, segment);
  return value;
}

const arrayIndex = /^(0|[1-9]\d*)$/;

function readSegment(value: JsonValue | undefined, segment: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && !arrayIndex.test(segment)) return undefined;
  return Object.hasOwn(value, segment) ? (value as Record<string, JsonValue>)[segment] : undefined;
}
